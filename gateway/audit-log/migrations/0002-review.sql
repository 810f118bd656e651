-- What a privacy officer's overview is read from, and what was found unusual. Beside the log, never in it: whatever stands
-- here is told by the log's leaves, but for the officers' notes, and no proof rests on it.
create schema review;

-- How far into the log each of the background jobs has come: the first index that it has not taken.
create table review.progress (
  job        text primary key check (job in ('rollup', 'rules')),
  next       bigint not null default 0 check (next >= 0),
  -- Of what the rows are: others are thrown away and made anew.
  definition integer not null default 0,
  moved_at   timestamptz not null default now()
);
insert into review.progress (job) values ('rollup'), ('rules');

-- Derived from the leaves before `next`; may be emptied at any time with `next` set to 0. No value is null, so that rows
-- are found by their key: '' stands for none.
create table review.activity (
  hour     timestamptz not null,
  kind     text not null,
  purpose  text not null,
  outcome  text not null,
  leaves   bigint not null,
  -- accesses, and of counted refusals those that a leaf counts
  events   bigint not null,
  subjects bigint not null,
  primary key (hour, kind, purpose, outcome)
);

-- For "far above its own habit" and "walking through numbers", and for schools within a few days.
create table review.client_activity (
  client   text not null,
  hour     timestamptz not null,
  location text not null,
  answered bigint not null,
  refused  bigint not null,
  subjects bigint not null,
  -- asked about, and not on the caller's roll
  strangers bigint not null,
  primary key (client, hour, location)
);
create index on review.client_activity (hour);

-- The same by China's days, for schools over months.
create table review.location_activity (
  day      timestamptz not null,
  location text not null,
  answered bigint not null,
  refused  bigint not null,
  subjects bigint not null,
  primary key (day, location)
);

-- And by its months, for the whole months of a long range.
create table review.location_month (
  month    timestamptz not null,
  location text not null,
  answered bigint not null,
  refused  bigint not null,
  subjects bigint not null,
  primary key (month, location)
);

create table review.client_purpose (
  client      text not null,
  purpose     text not null,
  first_index bigint not null,
  first_at    timestamptz not null,
  location    text not null,
  primary key (client, purpose)
);
create index on review.client_purpose (first_index);

-- What a rule found. Not thrown away with the above: officers' reviews are about it.
create table review.finding (
  number    bigint generated always as identity primary key,
  id        uuid not null unique default gen_random_uuid(),
  rule      text not null,
  -- By which a rule knows again what it found; may be made of a pseudonym, and is shown to nobody.
  key       text not null,
  client    text,
  purpose   text,
  locations text[] not null,
  begins    timestamptz not null,
  ends      timestamptz not null,
  -- What was counted, and what it is held against.
  count     bigint not null,
  usual     bigint not null,
  -- The newest leaves behind it, and how many there are in all.
  evidence  bigint[] not null,
  leaves    bigint not null,
  raised_at timestamptz not null default now(),
  unique (rule, key)
);

-- Every state that an officer gave it; the last one holds, and before the first it is open.
create table review.finding_review (
  finding  bigint not null references review.finding (number),
  number   bigint generated always as identity,
  state    text not null check (state in ('OPEN', 'EXPLAINED', 'ESCALATED')),
  note     text not null check (char_length(note) <= 500),
  officer  text not null,
  -- Of the request, as in its leaf.
  trace_id text not null,
  given_at timestamptz not null default now(),
  primary key (finding, number)
);

create trigger keep before update or delete or truncate on review.finding_review for each statement execute function log.refuse();
create trigger keep before delete or truncate on review.finding for each statement execute function log.refuse();

-- The reviewer reads the log, keeps what is derived from it, and adds findings and reviews. It writes nothing of the log.
grant usage on schema log, review to :"review";
grant select on all tables in schema log to :"review";
grant select on all tables in schema review to :"review";
grant update (next, definition, moved_at) on review.progress to :"review";
grant insert, update, delete on review.activity, review.client_activity, review.location_activity, review.location_month,
  review.client_purpose to :"review";
grant insert (rule, key, client, purpose, locations, begins, ends, count, usual, evidence, leaves) on review.finding to :"review";
-- While what was found goes on, it grows.
grant update (locations, ends, count, usual, evidence, leaves) on review.finding to :"review";
grant insert (finding, state, note, officer, trace_id) on review.finding_review to :"review";
