-- The casework: one row per record of Sources/Casework/Model, written together with the events that
-- changed it. Amounts are whole euro cents. Every key stands within its scheme.

create table scheme (
  scheme text not null,
  id text not null,
  title text not null,
  state text not null,
  source text not null,
  activated_on date not null,
  primary key (scheme, id),
  check (id = scheme)
);

create table ceiling (
  scheme text not null,
  id text not null,
  kind text not null check (kind in ('alliance', 'archive', 'project')),
  amount_cents bigint not null check (amount_cents >= 0),
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id),
  unique (scheme, kind)
);

create table organisation (
  scheme text not null,
  id text not null,
  name text not null check (name <> ''),
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id)
);

create table alliance (
  scheme text not null,
  id text not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('alliance', 'archive', 'project')),
  theme text,
  state text not null,
  more_than_five_allowed boolean not null,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id)
);

create table membership (
  scheme text not null,
  id text not null,
  alliance text not null,
  organisation text not null,
  role text not null check (role in ('lead', 'member', 'partner', 'consortium-member')),
  within text,
  starts_on date not null,
  ends_on date,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id),
  foreign key (scheme, alliance) references alliance,
  foreign key (scheme, organisation) references organisation,
  check (ends_on is null or ends_on >= starts_on),
  check ((role = 'consortium-member') = (within is not null))
);

create table award (
  scheme text not null,
  id text not null,
  recipient text not null,
  kind text not null check (kind in ('alliance', 'archive', 'project')),
  granted_cents bigint not null check (granted_cents >= 0),
  starts_on date not null,
  ends_on date not null,
  decided_on date not null,
  rule_set text not null,
  state text not null,
  determined_cents bigint check (determined_cents >= 0),
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  primary key (scheme, id),
  foreign key (scheme, recipient) references alliance,
  check (ends_on >= starts_on),
  -- Awb 4:46: determined as granted, or lower.
  check (determined_cents is null or determined_cents <= granted_cents)
);

create table period (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint not null,
  budget_cents bigint not null check (budget_cents >= 0),
  state text not null,
  primary key (scheme, id),
  unique (scheme, award, year),
  foreign key (scheme, award) references award
);

create table report (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint not null,
  kind text not null,
  due date not null,
  state text not null,
  filed_on date,
  primary key (scheme, id),
  unique (scheme, award, kind, year),
  foreign key (scheme, award) references award
);

create table payment (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint not null,
  kind text not null check (kind in ('advance', 'settlement', 'recovery')),
  due date not null,
  amount_cents bigint not null check (amount_cents >= 0),
  state text not null,
  paid_on date,
  article text not null,
  primary key (scheme, id),
  foreign key (scheme, award) references award
);
create index payment_award on payment (scheme, award);

create table obligation (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint,
  kind text not null,
  debtor text not null,
  due date not null,
  target date,
  due_version bigint not null check (due_version >= 1),
  state text not null check (state in ('open', 'done', 'waived', 'cancelled')),
  article text not null,
  why text not null,
  primary key (scheme, id),
  foreign key (scheme, award) references award
);
create index obligation_award on obligation (scheme, award);
create index obligation_open on obligation (scheme, due) where state = 'open';

create table reminder (
  scheme text not null,
  id text not null,
  obligation text not null,
  step text not null,
  due_version bigint not null check (due_version >= 1),
  send_on date not null,
  recipient text not null,
  state text not null check (state in ('planned', 'sent', 'skipped', 'cancelled')),
  sent_on date,
  primary key (scheme, id),
  -- One send per obligation, step and due-date version.
  unique (scheme, obligation, step, due_version),
  foreign key (scheme, obligation) references obligation,
  check ((state = 'sent') = (sent_on is not null))
);
create index reminder_planned on reminder (scheme, send_on) where state = 'planned';

create table letter (
  scheme text not null,
  id text not null,
  award text not null,
  template text not null,
  rule_set text not null,
  dated date not null,
  fields text not null,
  state text not null check (state in ('draft', 'sent', 'withdrawn')),
  primary key (scheme, id),
  foreign key (scheme, award) references award
);

create table objection (
  scheme text not null,
  id text not null,
  award text not null,
  against text not null,
  received_on date not null,
  state text not null,
  primary key (scheme, id),
  foreign key (scheme, award) references award
);

create table exception (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint not null,
  reason text not null check (reason <> ''),
  granted_by text not null,
  granted_on date not null,
  primary key (scheme, id),
  unique (scheme, award, year),
  foreign key (scheme, award) references award
);

create table activity (
  scheme text not null,
  id text not null,
  award text not null,
  year bigint not null,
  title text not null,
  status text not null
    check (status in ('planned', 'running', 'done', 'delayed', 'adapted', 'stopped')),
  stop_reason text check (stop_reason in ('capacity', 'shift-of-focus')),
  note text,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  primary key (scheme, id),
  foreign key (scheme, award) references award,
  check (stop_reason is null or status = 'stopped')
);

create table goal (
  scheme text not null,
  id text not null,
  alliance text not null,
  title text not null,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  primary key (scheme, id),
  foreign key (scheme, alliance) references alliance
);

create table indicator (
  scheme text not null,
  id text not null,
  goal text not null,
  title text not null,
  unit text,
  baseline text,
  target text,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  primary key (scheme, id),
  foreign key (scheme, goal) references goal
);

create table signal (
  scheme text not null,
  id text not null,
  alliance text,
  subject text not null,
  text text not null,
  observed_on date not null,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id),
  foreign key (scheme, alliance) references alliance
);

create table recommendation (
  scheme text not null,
  id text not null,
  text text not null,
  addressee text not null,
  owner text,
  due date,
  status text not null check (status in ('open', 'planned', 'done', 'rejected')),
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id)
);

create table commitment (
  scheme text not null,
  id text not null,
  text text not null,
  owner text,
  due date,
  status text not null check (status in ('open', 'planned', 'done', 'rejected')),
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  source text,
  primary key (scheme, id)
);

-- Awb 4:25: grants of a kind together never exceed the published ceiling.
create function refuse_above_ceiling() returns trigger language plpgsql as $$
declare
  found record;
begin
  select c.scheme, c.kind, c.amount_cents, sum(a.granted_cents) as granted into found
  from ceiling c
  join award a on a.scheme = c.scheme and a.kind = c.kind and a.state <> 'withdrawn'
  where (c.scheme, c.kind) in (select scheme, kind from changed)
  group by c.scheme, c.kind, c.amount_cents
  having sum(a.granted_cents) > c.amount_cents
  limit 1;
  if found.scheme is not null then
    raise exception 'the grants of kind % come to % cents, above the ceiling of % cents',
      found.kind, found.granted, found.amount_cents
      using errcode = 'check_violation', constraint = 'ceiling_not_exceeded', table = 'award';
  end if;
  return null;
end
$$;

create trigger award_inserted_within_ceiling after insert on award
  referencing new table as changed for each statement execute function refuse_above_ceiling();
create trigger award_updated_within_ceiling after update on award
  referencing new table as changed for each statement execute function refuse_above_ceiling();
create trigger ceiling_inserted_not_exceeded after insert on ceiling
  referencing new table as changed for each statement execute function refuse_above_ceiling();
create trigger ceiling_updated_not_exceeded after update on ceiling
  referencing new table as changed for each statement execute function refuse_above_ceiling();

-- What is paid ahead on an award never exceeds what was granted.
create function refuse_above_grant() returns trigger language plpgsql as $$
declare
  found record;
begin
  select a.scheme, a.id, a.granted_cents, sum(p.amount_cents) as advanced into found
  from award a
  join payment p on p.scheme = a.scheme and p.award = a.id
  where (a.scheme, a.id) in (select distinct scheme, award from changed)
    and p.kind = 'advance' and p.state <> 'cancelled'
  group by a.scheme, a.id, a.granted_cents
  having sum(p.amount_cents) > a.granted_cents
  limit 1;
  if found.scheme is not null then
    raise exception 'the advances on % come to % cents, above the granted % cents',
      found.id, found.advanced, found.granted_cents
      using errcode = 'check_violation', constraint = 'advances_within_grant', table = 'payment';
  end if;
  return null;
end
$$;

create trigger payment_inserted_within_grant after insert on payment
  referencing new table as changed for each statement execute function refuse_above_grant();
create trigger payment_updated_within_grant after update on payment
  referencing new table as changed for each statement execute function refuse_above_grant();
