-- Who may come in, and who saw what. Secrets are never stored: only SHA-256 of tokens, argon2id of passwords.

create table account (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  name text not null check (name <> ''),
  -- Encoded argon2id; null: comes in through a link or single sign-on only.
  password text check (password like '$argon2id$%'),
  created_at timestamptz not null,
  created_by text not null,
  disabled_at timestamptz
);

create table account_role (
  account text not null references account,
  role text not null check (role in ('assessor', 'internal-control', 'coordinator', 'account-manager',
    'policy-officer', 'legal', 'auditor', 'operator', 'administrator')),
  -- Null: every scheme.
  scheme text,
  granted_at timestamptz not null,
  granted_by text not null,
  unique nulls not distinct (account, role, scheme)
);

-- The same person at an identity provider; the pair never changes, whatever the provider calls them.
create table external_identity (
  issuer text not null,
  subject text not null,
  account text not null references account,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);

create table session (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account text not null references account,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  -- The absolute end, however much it is used.
  ends_at timestamptz not null,
  check (ends_at > started_at)
);
create index session_account on session (account);

-- A link that lets one person in once.
create table sign_in_link (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account text not null references account,
  sets_password boolean not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz
);

create table api_token (
  id text primary key,
  account text not null references account,
  name text not null check (name <> ''),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  permissions text[] not null check (cardinality(permissions) > 0),
  scheme text,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  unique (account, name),
  check (ends_at > created_at)
);

-- Failed attempts, per account and per address; the key is a hash, so that no address is kept.
create table sign_in_throttle (
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  failures bigint not null check (failures >= 1),
  last_at timestamptz not null
);

-- A sign-on under way at an identity provider.
create table sign_on (
  state_hash bytea primary key check (octet_length(state_hash) = 32),
  -- Of the browser that began it.
  browser_hash bytea not null check (octet_length(browser_hash) = 32),
  nonce text not null,
  verifier text not null,
  return_to text not null,
  ends_at timestamptz not null
);

create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null check (kind in ('viewed', 'refused', 'signed-in', 'sign-in-failed', 'signed-out',
    'accounts')),
  actor text,
  route text not null,
  scheme text,
  subject text,
  reason text,
  trace text
);
create index access_log_actor on access_log (actor, id);
create index access_log_subject on access_log (scheme, subject, id);
create trigger access_log_is_append_only before update or delete or truncate on access_log
  for each statement execute function refuse_change();

-- The answer to a request that was sent under a key of the sender's, stored with its effect.
create table idempotency_key (
  account text not null references account,
  key text not null,
  request_hash bytea not null check (octet_length(request_hash) = 32),
  status bigint not null,
  answer text not null,
  location text,
  created_at timestamptz not null,
  primary key (account, key)
);
create index idempotency_key_created on idempotency_key (created_at);
