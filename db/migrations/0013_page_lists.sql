-- A page of a list is found by its order, whatever stands beside it.

create index obligation_due on obligation (scheme, due);
create index alliance_name on alliance (scheme, name);
create index event_case on event (scheme, split_part(subject, '/', 2), sequence);
create index outbox_newest on outbox (scheme, created_at desc, id);
create index receipt_order on receipt (scheme, sequence, id);
create index receipt_award on receipt (scheme, award, sequence, id);
