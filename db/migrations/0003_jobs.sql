-- The queue: what is to be done, who holds it, and when what returns is due.

-- The queue's one clock. Due times, leases and schedules are compared with it and with no other, so that a
-- machine whose own clock jumps harms nothing. Tests replace it to move time.
create function job_clock() returns timestamptz language sql stable parallel safe as 'select now()';

-- Programs that take jobs. A row is removed when its program ends, or when it gives no sign of life.
create table job_worker (
  id bigint generated always as identity primary key,
  host text not null,
  process integer not null,
  queues text[] not null check (cardinality(queues) > 0),
  concurrency integer not null check (concurrency > 0),
  started_at timestamptz not null default job_clock(),
  beat_at timestamptz not null default job_clock(),
  -- When another worker first found the beat overdue; a beat clears it.
  suspected_at timestamptz,
  running integer not null default 0 check (running >= 0),
  finished bigint not null default 0,
  failed bigint not null default 0
);

-- Waiting and running jobs only: a finished job leaves the table, a dead one moves to job_dead.
create table job (
  id bigint generated always as identity primary key,
  queue text not null default 'default' check (queue <> ''),
  kind text not null check (kind <> ''),
  payload jsonb not null default '{}',
  -- At most one waiting or running job of a kind has the key.
  unique_key text check (unique_key <> ''),
  -- 0 before 3.
  priority smallint not null default 1 check (priority between 0 and 3),
  run_at timestamptz not null default job_clock(),
  created_at timestamptz not null default job_clock(),
  -- How often it was claimed. Together with the worker it is the lease: whoever no longer has both may
  -- neither finish nor return the job.
  attempt integer not null default 0 check (attempt >= 0),
  max_attempts integer not null default 20 check (max_attempts >= 1),
  -- Who runs it; null while it waits. No foreign key: it would cost every claim, and a claim locks its
  -- worker's row anyway.
  worker bigint,
  last_error text,
  check (worker is null or attempt >= 1)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000);
create index job_due on job (queue, priority, run_at, id) where worker is null;
create unique index job_unique_key on job (kind, unique_key) where unique_key is not null;

-- Jobs that were given up, until somebody sends them back or discards them.
create table job_dead (
  id bigint primary key,
  queue text not null,
  kind text not null,
  payload jsonb not null,
  unique_key text,
  priority smallint not null,
  created_at timestamptz not null,
  died_at timestamptz not null default job_clock(),
  attempt integer not null,
  max_attempts integer not null,
  last_error text not null
);
create index job_dead_kind on job_dead (kind, died_at);

-- Finished jobs of the kinds whose handler keeps a record.
create table job_done (
  id bigint primary key,
  queue text not null,
  kind text not null,
  payload jsonb not null,
  unique_key text,
  created_at timestamptz not null,
  done_at timestamptz not null default job_clock(),
  attempt integer not null
);
create index job_done_at on job_done (done_at);

-- What returns. The next time is stored, so that a stop of any length is seen afterwards.
create table job_schedule (
  name text primary key check (name <> ''),
  -- Such as ‘daily 06:30’, in civil time in the Netherlands, or ‘every 900 seconds’.
  rule text not null,
  queue text not null check (queue <> ''),
  kind text not null check (kind <> ''),
  payload jsonb not null default '{}',
  priority smallint not null default 1 check (priority between 0 and 3),
  max_attempts integer not null default 20 check (max_attempts >= 1),
  next_at timestamptz not null,
  paused boolean not null default false
);

-- Every time that a schedule fired: its key is why no time fires twice.
create table job_tick (
  schedule text not null,
  at timestamptz not null,
  fired_at timestamptz not null default job_clock(),
  -- Earlier times that passed while nothing ran; this one makes up for them.
  skipped bigint not null default 0 check (skipped >= 0),
  job bigint not null,
  primary key (schedule, at)
);
