-- What the gateway knows of a client that the issuer need not. Keys and bounds are the issuer's and are not here.
create table public.client (
  id                  text primary key,
  -- what it was registered as, for whoever reads this table; a request's role comes from its token alone
  role                text not null,
  ad_hoc_queries      boolean not null default false,
  sender_constrained  boolean not null default false,
  -- 0: no limit; null: the gateway's default, which may change
  requests_per_second integer check (requests_per_second >= 0),
  subjects_per_day    integer check (subjects_per_day >= 0),
  created_at          timestamptz not null default now(),
  revoked_at          timestamptz
);

-- A gateway that was taken over could otherwise lift its clients' limits and bring the revoked ones back.
grant usage on schema public to :"service";
grant select on public.client to :"service";
