-- Settings are the gateway's now (gateway/migrations/0001-client.sql). What stays is the issuer's own: which clients get
-- bound tokens only. `settings` is emptied, row by row, once the gateway's database has them (carry-client-settings.ts).
alter table client add column sender_constrained boolean not null default false;
update client set sender_constrained = coalesce((settings ->> 'senderConstrained')::boolean, false);
alter table client alter column settings drop not null;

grant select, insert, update on client to :"service";
