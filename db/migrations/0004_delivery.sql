-- What leaves the program: messages and events on their way, what became of each, who gets them, the stop
-- switch, and the calendars that others subscribe to.

-- People are kept apart from the casework: the event chain can never forget, and a person may ask to be
-- forgotten. Messages name a contact by its id; the address is looked up when the message is handed over.
create table contact (
  scheme text not null,
  id text not null,
  name text not null check (name <> ''),
  email text not null check (email ~ '^[^@\s]+@[^@\s]+$'),
  language text not null check (language in ('nl', 'en')),
  role text not null,
  -- For the lead's contact: the organisation that leads. Null for people of the ministry.
  organisation text,
  -- For account managers: the alliances that they look after; empty for all.
  alliances text[] not null,
  certainty text not null check (certainty in ('verified', 'dated', 'derived', 'illustrative')),
  primary key (scheme, id)
);

drop table outbox;

create table webhook_subscription (
  scheme text not null,
  id text not null,
  url text not null,
  secret text not null,
  -- What its events name as their source.
  source text not null,
  -- Beginnings of the event types that are wanted; empty for all.
  types text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  primary key (scheme, id)
);

create table outbox (
  scheme text not null,
  -- The message's stable name, so that a repeated hand-over is recognisable.
  id text not null,
  channel text not null check (channel in ('mail', 'webhook')),
  -- Whom an operator reads that it is for; holds no address.
  recipient text not null,
  role text,
  alliance text,
  contact text,
  subscription text,
  subject text not null,
  body text not null,
  html text,
  language text not null,
  created_at timestamptz not null,
  -- The day in the Netherlands that the reader gets it, for the most that one person gets on a day.
  day date not null,
  -- Attempts are given up so many days after this.
  since timestamptz not null,
  -- Held until here: after a failed attempt, or because the reader has had enough for one day.
  due_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead', 'withdrawn')),
  attempts bigint not null default 0 check (attempts >= 0),
  -- Somebody is handing it over until here; after that it is free again.
  claimed_until timestamptz,
  settled_at timestamptz,
  primary key (scheme, id),
  foreign key (scheme, subscription) references webhook_subscription,
  check ((channel = 'webhook') = (subscription is not null)),
  check ((state = 'waiting') = (settled_at is null))
);
create index outbox_waiting on outbox (due_at, scheme, id) where state = 'waiting';
create index outbox_dead on outbox (scheme, created_at) where state = 'dead';
create index outbox_contact on outbox (scheme, day, contact) where contact is not null;

-- Each hand-over of a message and what the other side said.
create table outbox_attempt (
  scheme text not null,
  message text not null,
  number bigint not null,
  at timestamptz not null,
  verdict text not null check (verdict in ('accepted', 'deferred', 'refused')),
  code bigint,
  text text not null,
  primary key (scheme, message, number),
  foreign key (scheme, message) references outbox on delete cascade
);

-- Which reminder went to whom, in which message: nobody gets the same one twice.
create table outbox_reminder (
  scheme text not null,
  reminder text not null,
  reader text not null,
  obligation text not null,
  message text not null,
  primary key (scheme, reminder, reader),
  foreign key (scheme, message) references outbox on delete cascade
);
create index outbox_reminder_obligation on outbox_reminder (scheme, obligation);
create index outbox_reminder_message on outbox_reminder (scheme, message);

-- The emergency stop, one row a scheme. Whoever chooses or hands over holds the row's share lock meanwhile, so
-- that nothing leaves after the stop has returned.
create table delivery_switch (
  scheme text primary key,
  paused boolean not null,
  changed_at timestamptz,
  changed_by text,
  reason text,
  check (not paused or (changed_at is not null and changed_by is not null and reason is not null))
);

-- The last form of every obligation that there ever was, with a number that only rises: a calendar that
-- subscribed must hear of what is moved, done or gone.
create table calendar_entry (
  scheme text not null,
  obligation text not null,
  sequence bigint not null check (sequence >= 0),
  changed_at timestamptz not null,
  -- The obligation as JSON, as it last was.
  record text not null,
  gone boolean not null,
  primary key (scheme, obligation)
);

create table calendar_feed (
  scheme text not null,
  id text not null,
  kind text not null check (kind in ('scheme', 'alliance', 'person')),
  -- The alliance or contact; empty for the whole scheme.
  key text not null,
  language text not null check (language in ('nl', 'en')),
  -- SHA-256 of the secret part of the address.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  primary key (scheme, id)
);
