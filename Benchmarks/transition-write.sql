-- Second part of the yardstick: writes the rows that the first part made ready. By itself it is the least
-- that writing these rows can cost here, with every key and check of the schema.

update scheme t set title = r.title, state = r.state, source = r.source, activated_on = r."activatedOn"
from new_scheme r
where t.scheme = current_setting('bench.scheme') and t.id = r.id;

update period t set award = r.award, year = r.year, budget_cents = r."budgetCents", state = r.state
from new_period r
where t.scheme = current_setting('bench.scheme') and t.id = r.id;

insert into report (scheme, id, award, year, kind, due, state, filed_on)
select current_setting('bench.scheme'), r.* from new_report r;

insert into payment (scheme, id, award, year, kind, due, amount_cents, state, paid_on, article)
select current_setting('bench.scheme'), r.* from new_payment r;

insert into obligation
  (scheme, id, award, year, kind, debtor, due, target, due_version, state, article, why)
select current_setting('bench.scheme'), r.* from new_obligation r;

insert into reminder (scheme, id, obligation, step, due_version, send_on, recipient, state, sent_on)
select current_setting('bench.scheme'), r.* from new_reminder r;

insert into letter (scheme, id, award, template, rule_set, dated, fields, state)
select current_setting('bench.scheme'), r.* from new_letter r;

insert into event (scheme, sequence, at, actor, kind, subject, body, previous_hash, hash)
select current_setting('bench.scheme'), sequence, current_setting('bench.at')::timestamptz,
  current_setting('bench.actor'), kind, subject, body,
  coalesce(lag(hash) over (order by sequence), head), hash
from happened
order by sequence;

insert into receipt
  (scheme, id, sequence, decision, award, rule_set, engine, inputs, outcome, fired, actor, at)
select current_setting('bench.scheme'), id, sequence, decision, award, "ruleSet", engine, inputs, outcome,
  fired::text, current_setting('bench.actor'), current_setting('bench.at')::timestamptz
from new_receipt;

update chain set (sequence, hash) =
  (select sequence, hash from happened order by sequence desc limit 1)
where scheme = current_setting('bench.scheme') and exists (select from happened);

update transition_run
set state = 'applied', applied_by = current_setting('bench.actor'),
  applied_at = current_setting('bench.at')::timestamptz,
  first_event = (select min(sequence) from happened), last_event = (select max(sequence) from happened)
where scheme = current_setting('bench.scheme') and id = current_setting('bench.run')
  and state = 'approved';
