-- Terms as ledgers: an obligation's date is derived from its start and the entries of its ledger.

alter table obligation
  alter column award drop not null,
  add column subject text not null default '',
  add column starts_on date,
  add column suspended_since date,
  add column closed_on date;
update obligation set starts_on = due where starts_on is null;
alter table obligation
  alter column subject drop default,
  alter column starts_on set not null,
  -- The clock stands still only while the obligation is open.
  add constraint obligation_clock check (suspended_since is null or state = 'open'),
  add constraint obligation_closed check (closed_on is null or state <> 'open');

alter table report add column missing text;

create table ledger_entry (
  scheme text not null,
  id text not null,
  obligation text not null,
  action text not null check (action in
    ('suspend', 'resume', 'extend', 'agree', 'grant', 'withdraw', 'waive', 'default-notice')),
  on_day date not null,
  until_day date,
  length text,
  target text,
  reason text not null check (reason <> ''),
  article text not null check (article <> ''),
  recorded_on date not null,
  actor text not null,
  primary key (scheme, id),
  foreign key (scheme, obligation) references obligation,
  check (on_day <= recorded_on),
  check ((action = 'extend') = (length is not null)),
  check ((action in ('resume', 'withdraw')) = (target is not null)),
  check (action not in ('agree', 'grant') or until_day is not null)
);
create index ledger_entry_obligation on ledger_entry (scheme, obligation);

create table permission (
  scheme text not null,
  id text not null,
  award text not null,
  act text not null check (act <> ''),
  requested_on date not null,
  state text not null,
  primary key (scheme, id),
  foreign key (scheme, award) references award
);
