-- What happened and why: append-only, hash-chained per scheme. The tables of 0001 can be rebuilt from it.

-- A scheme's directory as activated, whole.
create table scheme_source (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  scheme text not null,
  files bytea not null,
  stored_at timestamptz not null
);

create table rule_set (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  scheme text not null,
  label text not null,
  valid_from date not null,
  valid_to date,
  -- All files of the scheme's directory, as one archive; the hash is recomputed from it on loading.
  files bytea not null,
  stored_at timestamptz not null,
  check (valid_to is null or valid_to > valid_from)
);

-- The end of each scheme's chain; locking the row gives events their order.
create table chain (
  scheme text primary key,
  sequence bigint not null check (sequence >= 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);

create table event (
  scheme text not null references chain,
  sequence bigint not null check (sequence >= 1),
  at timestamptz not null,
  actor text not null check (actor <> ''),
  kind text not null check (kind <> ''),
  subject text not null,
  -- The canonical text that the hash covers; holds all the other columns too.
  body text not null,
  previous_hash text not null,
  hash text not null,
  primary key (scheme, sequence),
  unique (scheme, hash)
);
create index event_subject on event (scheme, subject);

create table receipt (
  scheme text not null,
  id text not null,
  sequence bigint not null,
  decision text not null,
  award text,
  rule_set text not null references rule_set,
  engine text not null,
  inputs text not null,
  outcome text not null,
  fired text not null,
  actor text not null,
  at timestamptz not null,
  primary key (scheme, id),
  foreign key (scheme, sequence) references event
);

create table transition_run (
  scheme text not null,
  id text not null,
  from_year bigint not null,
  -- Null: into settlement, after the last period.
  to_year bigint,
  dated date not null,
  state text not null check (state in ('planned', 'approved', 'applied', 'undone', 'dropped')),
  -- The end of the chain when the plan was made: what came after may have changed its ground.
  basis_sequence bigint not null,
  header text not null,
  digest text not null,
  planned_by text not null,
  planned_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  applied_by text,
  applied_at timestamptz,
  first_event bigint,
  last_event bigint,
  undone_by text,
  undone_at timestamptz,
  primary key (scheme, id),
  -- The second pair of eyes is never the first.
  constraint two_persons check (approved_by is null or approved_by <> planned_by),
  constraint approved_before_applied check (applied_at is null or approved_at is not null)
);
create table transition_row (
  scheme text not null,
  run text not null,
  position bigint not null,
  award text not null,
  outcome text not null,
  content text not null,
  primary key (scheme, run, position),
  foreign key (scheme, run) references transition_run
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: rows are neither changed nor removed', tg_table_name
    using errcode = 'restrict_violation', table = tg_table_name;
end
$$;

create trigger event_is_append_only before update or delete or truncate on event
  for each statement execute function refuse_change();
create trigger receipt_is_append_only before update or delete or truncate on receipt
  for each statement execute function refuse_change();
create trigger scheme_source_is_append_only before update or delete or truncate on scheme_source
  for each statement execute function refuse_change();
create trigger rule_set_is_append_only before update or delete or truncate on rule_set
  for each statement execute function refuse_change();

-- Messages on their way out: written with the data that they are about, delivered after the commit. The id
-- is the message's stable name, so that a repeated hand-over is recognisable.
create table outbox (
  scheme text not null,
  id text not null,
  channel text not null check (channel in ('file')),
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (scheme, id)
);
create index outbox_pending on outbox (scheme, created_at) where delivered_at is null;
