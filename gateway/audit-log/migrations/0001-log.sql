-- The audit log: an RFC 6962 tree whose leaves are canonical JSON. Everything here is only ever added to; what the two
-- roles may do stands at the end. Triggers keep the owner from changing it by accident. Whoever can switch them off
-- (the owner can) is found out by `hearthgate audit verify` and by the checkpoints that others have kept.
create schema log;

-- One row: how many leaves there are, and the right edge of the tree over them. Its lock is what makes many writers one
-- log: a writer holds it from reading the size to committing the leaves.
create table log.head (
  single      boolean primary key default true check (single),
  size        bigint not null check (size >= 0),
  -- the roots of the complete subtrees of `size`, largest first, 32 bytes each
  frontier    bytea not null check (octet_length(frontier) % 32 = 0),
  -- of the last write, by this database's clock, and never before the one before it: the time of all leaves of a batch
  recorded_at timestamptz not null
) with (fillfactor = 10); -- rewritten at every batch: with room in its page, without touching the index
insert into log.head (size, frontier, recorded_at) values (0, '', date_trunc('milliseconds', now()));

create function log.advance_head() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.size < old.size or (new.size = old.size and new.frontier <> old.frontier) then
    raise exception 'the log only grows' using errcode = 'restrict_violation';
  end if;
  -- Not chosen by the writer, and in the order of indexes whatever the clock does: a range of time is a range of indexes.
  new.recorded_at := greatest(old.recorded_at, date_trunc('milliseconds', clock_timestamp()));
  return new;
end
$$;
create trigger advance before update on log.head for each row execute function log.advance_head();

-- Distinct sets of field names: there are few, and thousands of leaves of each.
create table log.field_set (
  -- the first 16 bytes of SHA-256 of the sorted names as canonical JSON
  id     uuid primary key,
  fields text[] not null
);

-- The columns after the hash repeat the leaf, for searching.
create table log.leaf (
  index       bigint not null check (index >= 0),
  recorded_at timestamptz not null,
  leaf        bytea not null check (octet_length(leaf) <= 65535),
  hash        bytea not null check (octet_length(hash) = 32),
  kind        text not null,
  outcome     text,
  client      text,
  role        text,
  location    text,
  purpose     text,
  field_set   uuid not null,
  primary key (index, recorded_at)
) partition by range (recorded_at);
-- Mostly pseudonyms, which no compression makes smaller.
alter table log.leaf alter column leaf set storage external;
-- Each is read backwards from the newest leaf on and given up at the page's last, so it ends in the index.
create index on log.leaf (client, index);
create index on log.leaf (location, index);
create index on log.leaf (purpose, index);
create index on log.leaf (field_set, index);
-- Nearly all are answers: they are found by reading the log itself backwards.
create index on log.leaf (outcome, index) where outcome <> 'ANSWERED';
-- Turns an instant into the first index from then on. A batch's leaves share it, so it is small.
create index on log.leaf (recorded_at);

-- The roots of complete subtrees of 256, 65536, ... leaves: the hashes of tiles above level 0 (C2SP tlog-tiles). Those in
-- between are hashed again when they are needed, at most 255 of them.
create table log.node (
  level smallint not null check (level > 0),
  index bigint not null check (index >= 0),
  hash  bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);

-- Whom a leaf is about: one row for each pseudonym in it.
create table log.subject (
  subject     uuid not null,
  index       bigint not null,
  recorded_at timestamptz not null,
  -- Verification reads by leaf; that a pseudonym stands here once for a leaf comes with it.
  primary key (index, subject, recorded_at)
) partition by range (recorded_at);
-- Who saw a student.
create index on log.subject (subject);

-- Checkpoints as they were given out (C2SP tlog-checkpoint).
create table log.checkpoint (
  size      bigint primary key check (size >= 0),
  note      text not null,
  signed_at timestamptz not null default now()
);

create function log.refuse() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'nothing in the log is changed or removed' using errcode = 'restrict_violation';
end
$$;
create trigger keep before insert or delete or truncate on log.head for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.field_set for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.leaf for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.node for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.subject for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.checkpoint for each statement execute function log.refuse();

-- A writer names the time of what it inserts, because the head's is known only inside its own statement; it can name no
-- other. For each statement: a trigger for each row would cost more than the row.
create function log.check_time() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from added where recorded_at <> (select recorded_at from log.head)) then
    raise exception 'recorded_at is the time of the head' using errcode = 'restrict_violation';
  end if;
  return null;
end
$$;
create trigger check_time after insert on log.leaf referencing new table as added
  for each statement execute function log.check_time();
create trigger check_time after insert on log.subject referencing new table as added
  for each statement execute function log.check_time();

-- A table's partition for the month (of UTC) that an instant is in, guarded like the table; does nothing where there is
-- one, and where the default partition has rows of that month already, which stay there.
create function log.add_partition(parent text, instant timestamptz) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  month   timestamp := date_trunc('month', instant at time zone 'UTC');
  part    text := parent || to_char(month, '"_"YYYY"_"MM');
  first   timestamptz := month at time zone 'UTC';
  beyond  timestamptz := (month + interval '1 month') at time zone 'UTC';
  settled boolean;
begin
  if to_regclass(format('log.%I', part)) is not null then
    return;
  end if;
  execute format('select exists (select from log.%I where recorded_at >= $1 and recorded_at < $2)', parent || '_default')
    into settled using first, beyond;
  if settled then
    return;
  end if;
  execute format('create table log.%I partition of log.%I for values from (%L) to (%L)', part, parent, first, beyond);
  execute format('create trigger keep before update or delete or truncate on log.%I for each statement execute function log.refuse()', part);
end
$$;

-- Nothing is refused for lack of a month's partition.
create table log.leaf_default partition of log.leaf default;
create table log.subject_default partition of log.subject default;
create trigger keep before update or delete or truncate on log.leaf_default for each statement execute function log.refuse();
create trigger keep before update or delete or truncate on log.subject_default for each statement execute function log.refuse();

revoke all on all functions in schema log from public;

-- The writer: adds, and moves the head; of what was added it can read nothing but checkpoints. Column by column: when a
-- checkpoint was signed is not for it to say.
grant usage on schema log to :"service", :"reader";
grant select, update (size, frontier) on log.head to :"service";
grant insert (id, fields) on log.field_set to :"service";
grant insert (index, recorded_at, leaf, hash, kind, outcome, client, role, location, purpose, field_set) on log.leaf to :"service";
grant insert (level, index, hash) on log.node to :"service";
grant insert (subject, index, recorded_at) on log.subject to :"service";
grant insert (size, note) on log.checkpoint to :"service";
grant select on log.checkpoint to :"service";

grant select on all tables in schema log to :"reader";
