-- Screenings: whole rosters that are asked about as jobs. What is in a roster and what came of it lies here encrypted
-- under a key of its screening, which itself lies wrapped under a key that no database holds.
create schema screening;

create table screening.screening (
  -- UUID version 7: by the time in it the large tables below are partitioned
  id              uuid primary key,
  -- what its token granted, under which every part of it is asked
  client          text not null,
  role            text not null,
  purpose         text not null,
  location        text not null,
  legal_basis     text not null,
  case_ref        text,
  bounds          jsonb not null,
  assurance       text not null,
  program         text,
  status          text not null default 'AWAITING_ROSTER'
    check (status in ('AWAITING_ROSTER', 'RUNNING', 'COMPLETED', 'CANCELLED', 'FAILED', 'EXPIRED')),
  created_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  -- null once it is erased
  wrapped_key     bytea,
  -- of the key that it is wrapped under
  wrapping_key    integer not null,
  -- encrypted: the client's own name for it
  reference       bytea,

  -- Who uploads now: one that comes later takes over, and the earlier stops at its next part.
  upload_lease    uuid,
  upload_format   text check (upload_format in ('csv', 'ndjson')),
  upload_bytes    bigint not null default 0,
  upload_parts    integer not null default 0,
  upload_complete boolean not null default false,

  -- null until the roster is cut
  rows_total      integer,
  students        integer,
  chunks          integer,
  rows_done       integer not null default 0,
  chunks_done     integer not null default 0,
  unanswered      integer not null default 0,
  -- how often it was begun and resumed: an answer of an earlier round does not replace a later one
  round           integer not null default 1,
  -- encrypted
  cut             bytea,
  summary         bytea,
  failure         jsonb,
  check (status in ('AWAITING_ROSTER', 'RUNNING', 'COMPLETED') = (wrapped_key is not null))
) with (fillfactor = 50); -- its counters change with every chunk: with room in the page, without touching an index
create index on screening.screening (client, purpose, location, id desc);
create index on screening.screening (expires_at) where wrapped_key is not null;

-- The roster's bytes as they came, until they are cut.
create table screening.upload_part (
  screening uuid not null,
  part      integer not null,
  sealed    bytea not null,
  primary key (screening, part)
) partition by range (screening);

-- The roster, cut: some rows of it with at most 2,000 students who stand in none before them.
create table screening.roster_chunk (
  screening uuid not null,
  chunk     integer not null,
  rows      integer not null,
  students  integer not null,
  sealed    bytea not null,
  primary key (screening, chunk)
) partition by range (screening);

-- What came of the students of a chunk.
create table screening.result_chunk (
  screening  uuid not null,
  chunk      integer not null,
  round      integer not null,
  unanswered integer not null,
  sealed     bytea not null,
  primary key (screening, chunk)
) partition by range (screening);

-- Ciphertext: no compression makes it smaller.
alter table screening.upload_part alter column sealed set storage external;
alter table screening.roster_chunk alter column sealed set storage external;
alter table screening.result_chunk alter column sealed set storage external;

create table screening.upload_part_default partition of screening.upload_part default;
create table screening.roster_chunk_default partition of screening.roster_chunk default;
create table screening.result_chunk_default partition of screening.result_chunk default;

-- The least identifier of an instant: 48 bits of milliseconds (RFC 9562, section 5.7), then zeros.
create function screening.least_id(instant timestamptz) returns uuid
language sql immutable set search_path = pg_catalog, pg_temp
return (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Partitions for the month (of UTC) that an instant is in; does nothing where they are, and where the default partition
-- has rows of that month already, which stay there.
create function screening.add_partitions(instant timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  month   timestamp := date_trunc('month', instant at time zone 'UTC');
  first   uuid := screening.least_id(month at time zone 'UTC');
  beyond  uuid := screening.least_id((month + interval '1 month') at time zone 'UTC');
  parent  text;
  part    text;
  settled boolean;
begin
  foreach parent in array array['upload_part', 'roster_chunk', 'result_chunk'] loop
    part := parent || to_char(month, '"_"YYYY"_"MM');
    continue when to_regclass(format('screening.%I', part)) is not null;
    execute format('select exists (select from screening.%I where screening >= $1 and screening < $2)', parent || '_default')
      into settled using first, beyond;
    continue when settled;
    execute format('create table screening.%I partition of screening.%I for values from (%L) to (%L)', part, parent, first, beyond);
  end loop;
end
$$;
revoke all on all functions in schema screening from public;

grant usage on schema screening to :"service";
grant select, insert, update on screening.screening to :"service";
grant select, insert, delete on screening.upload_part, screening.roster_chunk to :"service";
grant select, insert, update, delete on screening.result_chunk to :"service";
