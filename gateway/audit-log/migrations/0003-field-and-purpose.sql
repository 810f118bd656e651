-- Which fields are asked for goes by the purpose: what one purpose asks for, another never does. Read by its sets of fields
-- alone, a search for both would go through all leaves that have the one in vain. A search for a field alone asks for each
-- purpose in turn; there are few.
create index on log.leaf (field_set, purpose, index);
drop index log.leaf_field_set_index_idx;
