-- The yardstick of the bench `transition`: what a skilled hand would write to apply a stored plan with sets.
--
-- First part: the rows that the plan stands for, each table's in a table of its own. Together with the
-- second part it writes the same rows as the program, down to the hash of the last event. It trusts the plan: no check of
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

create temporary table new_scheme on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, title text, state text, source text, "activatedOn" date)
where c.kind = 'scheme' and not c.fresh;

create temporary table new_period on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, "budgetCents" bigint, state text)
where c.kind = 'period' and not c.fresh;

create temporary table new_report on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, due date, state text, "filedOn" date)
where c.kind = 'report' and c.fresh;

create temporary table new_payment on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, due date, "amountCents" bigint, state text,
    "paidOn" date, article text)
where c.kind = 'payment' and c.fresh;

create temporary table new_obligation on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, award text, year bigint, kind text, debtor text, due date, target date,
    "dueVersion" bigint, state text, article text, why text)
where c.kind = 'obligation' and c.fresh;

create temporary table new_reminder on commit drop as
select r.*
from change c, json_to_record(c.after)
  as r (id text, obligation text, step text, "dueVersion" bigint, "sendOn" date, recipient text,
    state text, "sentOn" date)
where c.kind = 'reminder' and c.fresh;

create temporary table new_letter on commit drop as
select r.*
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

create temporary table new_receipt on commit drop as
select r.*, h.sequence
from granted g
join happened h using (position),
  json_to_record(g.receipt)
  as r (id text, decision text, award text, "ruleSet" text, engine text, inputs text, outcome text,
    fired json);

analyze new_scheme;
analyze new_period;
analyze new_report;
analyze new_payment;
analyze new_obligation;
analyze new_reminder;
analyze new_letter;
analyze new_receipt;
