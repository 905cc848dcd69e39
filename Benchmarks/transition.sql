-- The yardstick of the bench `transition`: what a skilled hand would write to apply a stored plan with sets.
--
-- Writes the same rows as the program, down to the hash of the last event. It trusts the plan: no check of
-- its digest, of its ground or of who may apply it, and no result read back. The settings bench.scheme, bench.run,
-- bench.actor and bench.at say what to do.

create temporary table plan on commit drop as
select position, content::json as content
from transition_row
where scheme = current_setting('bench.scheme') and run = current_setting('bench.run');

create temporary table change on commit drop as
select p.position, c.number, c.value ->> 'table' as kind, c.value ->> 'key' as key,
  json_typeof(c.value -> 'before') = 'null' as fresh, c.value -> 'after' as after
from plan p, json_array_elements(p.content -> 'changes') with ordinality as c (value, number);

create temporary table granted on commit drop as
select p.position, r.value as receipt, r.value ->> 'id' as id,
  encode(sha256(convert_to(r.value::text, 'UTF8')), 'hex') as digest
from plan p, json_array_elements(p.content -> 'receipts') as r (value);

analyze plan;
analyze change;
analyze granted;

update scheme t set title = r.title, state = r.state, source = r.source, activated_on = r."activatedOn"
from change c, json_to_record(c.after)
  as r (title text, state text, source text, "activatedOn" date)
where c.kind = 'scheme' and not c.fresh and t.scheme = current_setting('bench.scheme') and t.id = c.key;

update period t set award = r.award, year = r.year, budget_cents = r."budgetCents", state = r.state
from change c, json_to_record(c.after)
  as r (award text, year bigint, "budgetCents" bigint, state text)
where c.kind = 'period' and not c.fresh and t.scheme = current_setting('bench.scheme') and t.id = c.key;

insert into report (scheme, id, award, year, kind, due, state, filed_on)
select current_setting('bench.scheme'), r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, due date, state text, "filedOn" date)
where c.kind = 'report' and c.fresh;

insert into payment (scheme, id, award, year, kind, due, amount_cents, state, paid_on, article)
select current_setting('bench.scheme'), r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, due date, "amountCents" bigint, state text,
    "paidOn" date, article text)
where c.kind = 'payment' and c.fresh;

insert into obligation
  (scheme, id, award, year, kind, debtor, due, target, due_version, state, article, why)
select current_setting('bench.scheme'), r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, debtor text, due date, target date,
    "dueVersion" bigint, state text, article text, why text)
where c.kind = 'obligation' and c.fresh;

insert into reminder (scheme, id, obligation, step, due_version, send_on, recipient, state, sent_on)
select current_setting('bench.scheme'), r.*
from change c, json_to_record(c.after)
  as r (id text, obligation text, step text, "dueVersion" bigint, "sendOn" date, recipient text,
    state text, "sentOn" date)
where c.kind = 'reminder' and c.fresh;

insert into letter (scheme, id, award, template, rule_set, dated, fields, state)
select current_setting('bench.scheme'), r.*
from change c, json_to_record(c.after)
  as r (id text, award text, template text, "ruleSet" text, dated date, fields text, state text)
where c.kind = 'letter' and c.fresh;

-- The running hash of the chain, as a window over the events in their order.
create function pg_temp.link(previous text, head text, body text) returns text
language sql immutable as
$$ select encode(sha256(convert_to(coalesce(previous, head) || E'\n' || body, 'UTF8')), 'hex') $$;
create aggregate pg_temp.chained(head text, body text) (sfunc = pg_temp.link, stype = text);

create temporary table happened on commit drop as
with numbered as (
  select p.position, p.content, p.content ->> 'award' as award, c.hash as head,
    c.sequence + row_number() over (order by p.position) as sequence
  from plan p
  join chain c on c.scheme = current_setting('bench.scheme')
  where json_array_length(p.content -> 'changes') > 0
), proven as (
  select position,
    string_agg(to_json(id)::text || ':"' || digest || '"', ',' order by id collate "C") as receipts
  from granted group by position
), told as (
  select n.*, case when award is null then 'scheme.moved' else 'award.moved' end as kind,
    coalesce('award/' || award, 'scheme') as subject,
    '{"outcome":' || (content -> 'outcome')::text
      || coalesce(',"receipts":{' || receipts || '}', '')
      || ',"run":' || to_json(current_setting('bench.run'))::text || '}' as data
  from numbered n left join proven using (position)
), written as (
  select *,
    '{"actor":' || to_json(current_setting('bench.actor'))::text
      || ',"at":"' || current_setting('bench.at') || '","changes":' || (content -> 'changes')::text
      || ',"data":' || data || ',"kind":"' || kind || '","scheme":'
      || to_json(current_setting('bench.scheme'))::text || ',"sequence":' || sequence
      || ',"subject":' || to_json(subject)::text || '}' as body
  from told
)
select position, sequence, kind, subject, head, body,
  pg_temp.chained(head, body) over (order by sequence) as hash
from written;
analyze happened;

insert into event (scheme, sequence, at, actor, kind, subject, body, previous_hash, hash)
select current_setting('bench.scheme'), sequence, current_setting('bench.at')::timestamptz,
  current_setting('bench.actor'), kind, subject, body,
  coalesce(lag(hash) over (order by sequence), head), hash
from happened
order by sequence;

insert into receipt
  (scheme, id, sequence, decision, award, rule_set, engine, inputs, outcome, fired, actor, at)
select current_setting('bench.scheme'), r.id, h.sequence, r.decision, r.award, r."ruleSet", r.engine,
  r.inputs, r.outcome, r.fired::text, current_setting('bench.actor'),
  current_setting('bench.at')::timestamptz
from granted g
join happened h using (position),
  json_to_record(g.receipt)
  as r (id text, decision text, award text, "ruleSet" text, engine text, inputs text, outcome text,
    fired json);

update chain set (sequence, hash) =
  (select sequence, hash from happened order by sequence desc limit 1)
where scheme = current_setting('bench.scheme') and exists (select from happened);

update transition_run
set state = 'applied', applied_by = current_setting('bench.actor'),
  applied_at = current_setting('bench.at')::timestamptz,
  first_event = (select min(sequence) from happened), last_event = (select max(sequence) from happened)
where scheme = current_setting('bench.scheme') and id = current_setting('bench.run')
  and state = 'approved';
