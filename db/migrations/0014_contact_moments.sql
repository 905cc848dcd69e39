-- What was said with an alliance, and when. Beside the chain of events and not in it: a note may name people, and what names
-- people can be taken out again.

create table contact_moment (
  id bigint generated always as identity primary key,
  scheme text not null,
  alliance text not null,
  held_on date not null,
  channel text not null check (channel in ('visit', 'meeting', 'call', 'mail')),
  note text not null check (note <> '' and length(note) <= 2000),
  -- The account that wrote it down; only that account takes it out.
  recorded_by text not null check (recorded_by <> ''),
  recorded_at timestamptz not null,
  foreign key (scheme, alliance) references alliance (scheme, id) deferrable initially deferred
);
create index contact_moment_alliance on contact_moment (scheme, alliance, held_on desc, id desc);
