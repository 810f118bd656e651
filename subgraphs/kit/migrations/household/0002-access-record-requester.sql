-- On whose behalf a record was read: a row for each requester of a call, joined with the gateway's audit log by txn.

alter table access.record
  add column txn uuid,
  add column client text,
  add column purpose text,
  add column legal_basis text,
  -- Records from before, when a gateway was not asked who it is, stay as they are.
  add constraint record_names_its_requester check (num_nulls(txn, client, purpose, legal_basis) = 0) not valid;

grant insert (txn, client, purpose, legal_basis) on access.record to :"service";
