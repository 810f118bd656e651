-- Everything enrollment holds about students and schools, and the little of it that its service may see.
-- Runs as the database's owner. :"service" is replaced by the name of the service role.

create schema register;

-- The file's rows as they came, for the agency's own people: the accepted and the rejected ones.
create table register.row (
  line integer primary key,
  record jsonb not null
);

create table register.school (
  school_code text primary key,
  name text not null,
  stage text,
  division_code text not null
);

create table register.directory_import (
  id bigint generated always as identity primary key,
  as_of date not null,
  imported_at timestamptz not null default now(),
  read integer not null,
  accepted integer not null,
  rejected integer not null,
  report jsonb not null
);

-- A row of the file each: a student who moved stands in several.
create table register.student (
  line integer primary key,
  student_number text not null,
  school_code text,
  stage text,
  on_roll boolean not null,
  id_number text,
  guardian_id_numbers text[] not null,
  check (school_code is not null or not on_roll)
);

-- Students on a roll, by nothing but pseudonyms: one for each agency, under that agency's current key. The lists of guardians
-- run in the same order.
create table register.roll (
  student_number text not null,
  school_code text not null,
  stage text,
  has_identity_number boolean not null,
  poverty_registry_student uuid,
  poverty_registry_guardians uuid[] not null,
  subsistence_allowance_student uuid,
  subsistence_allowance_guardians uuid[] not null,
  disability_student uuid,
  disability_guardians uuid[] not null,
  orphans_student uuid
);
create index on register.roll (student_number);

create table register.import (
  id bigint generated always as identity primary key,
  as_of date not null,
  imported_at timestamptz not null default now(),
  read integer not null,
  accepted integer not null,
  rejected integer not null,
  -- By agency: {"poverty-registry": 1, …}.
  key_versions jsonb not null,
  report jsonb not null
);

create schema shared;

-- A school that the directory does not hold lies in no division: only the school itself sees its roll.
create view shared.roll as
  select r.*, s.division_code
  from register.roll r
  left join register.school s using (school_code);

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
grant select on shared.roll, shared.register to :"service";
-- By column, so that the service cannot choose the time of a record.
grant insert (fields, refs) on access.record to :"service";
