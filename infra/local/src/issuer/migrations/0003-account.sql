-- People who sign in to the console. A name is a client's or a person's, never both (accounts/claim-name.ts).
create table account (
  username      text primary key,
  -- { role, school? | division? | agency? }, as a client's
  registration  jsonb not null,
  -- PHC string: $argon2id$v=19$m=…,t=…,p=…$salt$hash
  password_hash text not null,
  -- asked by the console, which cannot see the gateway's settings: whether to offer queries in the person's own words
  ad_hoc_queries boolean not null default false,
  created_at    timestamptz not null default now(),
  disabled_at   timestamptz
);

-- What the provider keeps between requests: sessions, sign-ins under way, grants, codes, refresh tokens. Whoever has an id can
-- use it (a session's is its cookie, a refresh token's the token), so ids are kept as their SHA-256 only.
create table provider_record (
  model       text not null,
  id_sha256   bytea not null,
  payload     jsonb not null,
  -- by which a session is found without its cookie, to see whether a refresh token's is still there
  uid         text,
  grant_id    text,
  -- whose it is, so that all that a person has can be ended at once
  account     text,
  consumed_at timestamptz,
  expires_at  timestamptz not null,
  primary key (model, id_sha256)
);
create index on provider_record (uid) where uid is not null;
create index on provider_record (grant_id) where grant_id is not null;
create index on provider_record (account) where account is not null;
create index on provider_record (expires_at);

grant select, insert, update on account to :"service";
grant select, insert, update, delete on provider_record to :"service";
