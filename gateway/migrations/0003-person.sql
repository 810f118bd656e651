-- People who sign in to the console are here by their usernames, among client systems: one rate, one budget, one revocation.
-- What a name belongs to is held to at every request, so that a token of one kind under a name of the other is no good.
alter table public.client add column person boolean not null default false;
