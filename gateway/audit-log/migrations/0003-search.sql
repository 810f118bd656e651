-- A search reads backwards from the newest leaf on. Offered the primary key for that order, Postgres takes it whenever many
-- leaves are said to match, and goes through millions in vain where none of the newest do: a purpose of last term, a client
-- that is no more. `index + 0` is the same order, and only the index of what is searched for has it.
create index on log.leaf (client, (index + 0));
create index on log.leaf (location, (index + 0));
create index on log.leaf (purpose, (index + 0));
-- Which fields are asked for goes by the purpose: what one asks for, another never does. A search for a field alone asks for
-- each purpose in turn; there are few.
create index on log.leaf (field_set, purpose, (index + 0));
create index on log.leaf (outcome, (index + 0)) where outcome <> 'ANSWERED';
drop index log.leaf_client_index_idx, log.leaf_location_index_idx, log.leaf_purpose_index_idx, log.leaf_field_set_index_idx,
  log.leaf_outcome_index_idx;
