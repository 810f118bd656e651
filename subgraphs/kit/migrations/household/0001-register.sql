-- Everything an agency holds about households, and the little of it that its service may see.
-- Runs as the database's owner. :"service" is replaced by the name of the service role.

create schema register;

-- The file's rows as they came, for the agency's own people: the accepted and the rejected ones.
create table register.row (
  line integer primary key,
  record jsonb not null
);

-- Active entries only: whoever is not active gives no group, so nothing later needs to filter.
create table register.person (
  line integer not null,
  id_number text not null,
  category text not null,
  primary key (id_number, category)
);

-- One row for each person, category and key version in use. The key's leading column is what the service looks up by, and the
-- category in it makes that an index-only scan.
create table register.assertion (
  ref uuid not null,
  category text not null,
  primary key (ref, category)
);

create table register.import (
  id bigint generated always as identity primary key,
  as_of date not null,
  imported_at timestamptz not null default now(),
  read integer not null,
  accepted integer not null,
  rejected integer not null,
  key_versions integer[] not null,
  report jsonb not null
);

create schema shared;

create view shared.assertion as
  select ref, category from register.assertion;

-- A barrier, because this view hides rows: a condition that raises errors must not be tried on the earlier imports.
create view shared.register with (security_barrier) as
  select as_of, accepted, rejected, key_versions from register.import order by id desc limit 1;

create schema access;

-- No sequence and no key: partitions by month can take the place of this table without a change to those who write it.
create table access.record (
  recorded_at timestamptz not null default now(),
  fields text[] not null,
  refs uuid[] not null
);

grant usage on schema shared, access to :"service";
grant select on shared.assertion, shared.register to :"service";
-- By column, so that the service cannot choose the time of a record.
grant insert (fields, refs) on access.record to :"service";
