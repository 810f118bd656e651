-- On whose behalf a record was read: a row for each requester of a call, joined with the gateway's audit log by txn.
-- Enrollment is asked by student numbers, which are its own data; it wrote no records before.

alter table access.record
  drop column refs,
  add column txn uuid not null,
  add column client text not null,
  add column purpose text not null,
  add column legal_basis text not null,
  add column student_numbers text[] not null;

grant insert (txn, client, purpose, legal_basis, student_numbers) on access.record to :"service";
