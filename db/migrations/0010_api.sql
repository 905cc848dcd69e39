-- The answer to a request under a key names the state that it showed, so that the sender can go on from there.
alter table idempotency_key add column tag text;
