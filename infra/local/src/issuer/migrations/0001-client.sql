create table client (
  id          text primary key,
  -- { role, school? | division? | agency? }: what the client is and where its view ends
  registration jsonb not null,
  -- { adHocQueries, senderConstrained, requestsPerSecond, subjectsPerDay }: what the issuer need not know, but its own
  -- sender-constraint; the gateway's table takes the rest over
  settings    jsonb not null,
  public_key  jsonb not null,
  created_at  timestamptz not null default now(),
  revoked_at  timestamptz
);
