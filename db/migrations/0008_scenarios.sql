-- Scenarios that were run: what was asked, the applicants it was asked on, and what came out.

-- A population as text, whole, under the hash that requests name.
create table scenario_population (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  name text not null,
  content text not null,
  stored_at timestamptz not null
);

create table scenario_run (
  -- The first digits of the request's hash: the same request is the same run.
  id text primary key check (id ~ '^[0-9a-f]{12}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('comparison', 'search', 'study')),
  title text not null check (title <> ''),
  -- Canonical JSON of everything that fixes the result.
  request text not null,
  population text references scenario_population,
  state text not null check (state in ('open', 'done', 'cancelled')),
  requested_by text not null check (requested_by <> ''),
  requested_at timestamptz not null,
  finished_at timestamptz,
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- Canonical JSON: the figures, and the exact outcome of the draws.
  result text,
  drawn text,
  report_nl text,
  report_en text,
  constraint done_has_a_result check (
    (state = 'done') = (fingerprint is not null and result is not null and finished_at is not null)),
  constraint comparison_has_a_population check (kind <> 'comparison' or population is not null)
);
create index scenario_run_recent on scenario_run (requested_at desc, id);

-- A piece of a run's draws. Whoever makes it hands in the same sums, so the first one counts.
create table scenario_slice (
  run text not null references scenario_run on delete cascade,
  position bigint not null check (position >= 0),
  from_draw bigint not null check (from_draw >= 0),
  to_draw bigint not null,
  -- Kept until the run is done.
  sums text,
  made_by text,
  made_at timestamptz,
  primary key (run, position),
  unique (run, from_draw),
  constraint draws_rise check (to_draw > from_draw),
  constraint made_by_somebody check ((made_at is null) = (made_by is null))
);

create function refuse_changed_result() returns trigger language plpgsql as $$
begin
  raise exception 'run % is done: its request and result stay as they are', old.id
    using errcode = 'restrict_violation', table = tg_table_name;
end
$$;
create trigger scenario_result_stays before update on scenario_run
  for each row when (old.state = 'done') execute function refuse_changed_result();
