-- The rules that the scheme's own case and the partnerships stand under, as awards have had them from the start:
-- without them nothing says from which lifecycle such a case moves when another version begins. Null: stored
-- before this was kept; the case's next step fills it.

alter table scheme add column rule_set text;
alter table alliance add column rule_set text;

-- What goes along with a message, such as the letter that a step of a ladder names: a list of names and texts.
alter table outbox add column attachments jsonb not null default '[]'
  check (jsonb_typeof(attachments) = 'array');
