-- What tells one state of the assertions from another, so that what a service remembers of one is never taken for another.
-- A trigger and not the importer renews it: whoever changes assertions, by whatever means, changes it in the same transaction.

create table register.revision (
  revision uuid not null,
  renewed_in xid8
);
insert into register.revision values (gen_random_uuid());

create function register.renew_revision() returns trigger language plpgsql as $$
begin
  -- Once in a transaction: an import is thousands of statements, and nobody sees the states between them.
  update register.revision set revision = gen_random_uuid(), renewed_in = pg_current_xact_id()
  where renewed_in is distinct from pg_current_xact_id();
  return null;
end $$;

create trigger renew_revision after insert or update or delete or truncate on register.assertion
  for each statement execute function register.renew_revision();

create or replace view shared.register with (security_barrier) as
  select as_of, accepted, rejected, key_versions, (select revision from register.revision) as revision
  from register.import order by id desc limit 1;

-- Random bytes do not compress, and trying to takes Postgres as long as all else it does for a large call.
alter table access.record alter column refs set storage external;
