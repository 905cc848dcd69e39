-- What running statecharts remember beyond the state in the case's own record, and their delayed events. Both
-- are views of the events like the tables of 0001: a step writes them with the event that records it.

create table instance (
  scheme text not null,
  -- subject/key of the case, such as report/politica-2023/interim-report/2026.
  id text not null,
  award text,
  -- SHA-256 of the chart's file: the edition that the states belong to.
  chart text not null check (chart ~ '^[0-9a-f]{64}$'),
  -- Counts steps; a step is written only onto the version that it started from.
  version bigint not null check (version >= 1),
  -- Configuration, histories and data as JSON.
  snapshot text not null check (snapshot <> ''),
  primary key (scheme, id),
  foreign key (scheme, award) references award
);
create index instance_award on instance (scheme, award);

-- One row per delayed event that waits.
create table timer (
  scheme text not null,
  id text not null,
  instance text not null,
  award text,
  -- Of two timers of a case due at the same moment the lower goes first.
  serial bigint not null check (serial >= 1),
  due_ms bigint not null,
  due timestamptz generated always as (to_timestamp(due_ms / 1000.0)) stored,
  event text not null,
  session text not null,
  message text not null,
  primary key (scheme, id),
  unique (scheme, instance, serial),
  foreign key (scheme, instance) references instance,
  foreign key (scheme, award) references award
);
create index timer_due on timer (scheme, due_ms, instance);
create index timer_award on timer (scheme, award);

-- The records of one award are read together at each step.
create index letter_award on letter (scheme, award);
create index objection_award on objection (scheme, award);
