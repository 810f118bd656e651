-- How many distinct students a client has asked about today, for each purpose. Shared by all replicas.
create table public.subject_budget (
  id      bigint generated always as identity unique,
  client  text not null,
  purpose text not null,
  -- China's calendar date
  day     date not null,
  spent   integer not null default 0,
  primary key (client, purpose, day)
);
-- Old days are found by it.
create index on public.subject_budget (day);

-- Which students those were: an HMAC of the student number under a key that only gateways have, and never the number.
-- Without a foreign key: it would be checked for every student, and whoever deletes a budget deletes these first.
create table public.spent_subject (
  budget  bigint not null,
  subject uuid not null,
  primary key (budget, subject)
);

-- All subjects or none: counts those of today's budget that it does not know yet, and if they fit, marks them.
-- Returns whether they fitted. Runs as its owner: the gateway itself can neither read nor unmark.
create function public.spend_subjects(
  in_client text, in_purpose text, in_day date, in_subjects uuid[], in_most integer
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  budget_id bigint;
  already   integer;
  fresh     integer;
begin
  -- A budget is for one day: what a crash of Postgres forgets of the last instants is worth less than a wait for the
  -- disk at every request.
  perform set_config('synchronous_commit', 'off', true);
  select id, spent into budget_id, already from public.subject_budget
    where client = in_client and purpose = in_purpose and day = in_day for update;
  if not found then
    insert into public.subject_budget (client, purpose, day) values (in_client, in_purpose, in_day)
      on conflict do nothing;
    select id, spent into budget_id, already from public.subject_budget
      where client = in_client and purpose = in_purpose and day = in_day for update;
  end if;
  -- The row's lock is held from here on, so of two that spend at once the second counts after the first.
  in_subjects := array(select distinct asked.subject from unnest(in_subjects) as asked (subject));
  -- By "any": a join with the array is planned as a scan of everybody's subjects, and takes ten times as long.
  select cardinality(in_subjects) - count(*) into fresh from public.spent_subject
    where budget = budget_id and subject = any (in_subjects);
  if fresh = 0 then
    return true;
  end if;
  if already + fresh > in_most then
    return false;
  end if;
  insert into public.spent_subject (budget, subject)
    select budget_id, asked.subject from unnest(in_subjects) as asked (subject)
    on conflict do nothing;
  update public.subject_budget set spent = already + fresh where id = budget_id;
  return true;
end
$$;

-- Deletes up to in_most budgets from before yesterday, with their subjects; returns how many. By the database's own
-- clock: nobody can have today's forgotten.
create function public.forget_spent_subjects(in_most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  old bigint[];
begin
  old := array(
    select id from public.subject_budget where day < (now() at time zone 'Asia/Shanghai')::date - 1
      limit in_most for update skip locked);
  delete from public.spent_subject where budget = any (old);
  delete from public.subject_budget where id = any (old);
  return cardinality(old);
end
$$;

revoke all on function public.spend_subjects(text, text, date, uuid[], integer) from public;
revoke all on function public.forget_spent_subjects(integer) from public;
grant execute on function public.spend_subjects(text, text, date, uuid[], integer) to :"service";
grant execute on function public.forget_spent_subjects(integer) to :"service";
