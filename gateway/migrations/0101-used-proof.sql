-- DPoP proofs that were used (RFC 9449, section 11.1), for all replicas of the gateway; docs/decisions/0013.
create table public.used_proof (
  -- SHA-256 of the key's thumbprint and the proof's id: says nothing of either
  hash      bytea primary key check (octet_length(hash) = 32),
  -- from then on the proof is too old for every replica
  forget_at timestamptz not null
);

-- for the deletion of what may be forgotten
create index used_proof_forget_at on public.used_proof (forget_at);

grant select, insert, delete on public.used_proof to :"service";
