-- Made from db/migrations by ‘make schema’; not to be edited.

create table "access_log" (
  "id" bigint not null,
  "at" timestamp with time zone not null,
  "kind" text not null,
  "actor" text,
  "route" text not null,
  "scheme" text,
  "subject" text,
  "reason" text,
  "trace" text,
  constraint "access_log_pkey" PRIMARY KEY (id),
  constraint "access_log_kind_check" CHECK ((kind = ANY (ARRAY['viewed'::text, 'refused'::text, 'signed-in'::text, 'sign-in-failed'::text, 'signed-out'::text, 'accounts'::text])))
);

create table "account" (
  "id" text not null,
  "name" text not null,
  "password" text,
  "created_at" timestamp with time zone not null,
  "created_by" text not null,
  "disabled_at" timestamp with time zone,
  constraint "account_pkey" PRIMARY KEY (id),
  constraint "account_id_check" CHECK ((id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'::text)),
  constraint "account_name_check" CHECK ((name <> ''::text)),
  constraint "account_password_check" CHECK ((password ~~ '$argon2id$%'::text))
);

create table "account_role" (
  "account" text not null,
  "role" text not null,
  "scheme" text,
  "granted_at" timestamp with time zone not null,
  "granted_by" text not null,
  constraint "account_role_account_role_scheme_key" UNIQUE NULLS NOT DISTINCT (account, role, scheme),
  constraint "account_role_account_fkey" FOREIGN KEY (account) REFERENCES account(id),
  constraint "account_role_role_check" CHECK ((role = ANY (ARRAY['assessor'::text, 'internal-control'::text, 'coordinator'::text, 'account-manager'::text, 'policy-officer'::text, 'legal'::text, 'auditor'::text, 'operator'::text, 'administrator'::text])))
);

create table "activity" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "year" bigint not null,
  "title" text not null,
  "status" text not null,
  "stop_reason" text,
  "note" text,
  "certainty" text not null,
  constraint "activity_pkey" PRIMARY KEY (scheme, id),
  constraint "activity_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "activity_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "activity_check" CHECK (((stop_reason IS NULL) OR (status = 'stopped'::text))),
  constraint "activity_status_check" CHECK ((status = ANY (ARRAY['planned'::text, 'running'::text, 'done'::text, 'delayed'::text, 'adapted'::text, 'stopped'::text]))),
  constraint "activity_stop_reason_check" CHECK ((stop_reason = ANY (ARRAY['capacity'::text, 'shift-of-focus'::text])))
);

create table "alliance" (
  "scheme" text not null,
  "id" text not null,
  "name" text not null,
  "kind" text not null,
  "theme" text,
  "state" text not null,
  "more_than_five_allowed" boolean not null,
  "certainty" text not null,
  "source" text,
  "rule_set" text,
  constraint "alliance_pkey" PRIMARY KEY (scheme, id),
  constraint "alliance_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "alliance_kind_check" CHECK ((kind = ANY (ARRAY['alliance'::text, 'archive'::text, 'project'::text]))),
  constraint "alliance_name_check" CHECK ((name <> ''::text))
);

create table "api_token" (
  "id" text not null,
  "account" text not null,
  "name" text not null,
  "token_hash" bytea not null,
  "permissions" text[] not null,
  "scheme" text,
  "created_at" timestamp with time zone not null,
  "ends_at" timestamp with time zone not null,
  "last_used_at" timestamp with time zone,
  "revoked_at" timestamp with time zone,
  constraint "api_token_account_name_key" UNIQUE (account, name),
  constraint "api_token_token_hash_key" UNIQUE (token_hash),
  constraint "api_token_pkey" PRIMARY KEY (id),
  constraint "api_token_account_fkey" FOREIGN KEY (account) REFERENCES account(id),
  constraint "api_token_check" CHECK ((ends_at > created_at)),
  constraint "api_token_name_check" CHECK ((name <> ''::text)),
  constraint "api_token_permissions_check" CHECK ((cardinality(permissions) > 0)),
  constraint "api_token_token_hash_check" CHECK ((octet_length(token_hash) = 32))
);

create table "award" (
  "scheme" text not null,
  "id" text not null,
  "recipient" text not null,
  "kind" text not null,
  "granted_cents" bigint not null,
  "starts_on" date not null,
  "ends_on" date not null,
  "decided_on" date not null,
  "rule_set" text not null,
  "state" text not null,
  "determined_cents" bigint,
  "certainty" text not null,
  constraint "award_pkey" PRIMARY KEY (scheme, id),
  constraint "award_scheme_recipient_fkey" FOREIGN KEY (scheme, recipient) REFERENCES alliance(scheme, id),
  constraint "award_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "award_check" CHECK ((ends_on >= starts_on)),
  constraint "award_check1" CHECK (((determined_cents IS NULL) OR (determined_cents <= granted_cents))),
  constraint "award_determined_cents_check" CHECK ((determined_cents >= 0)),
  constraint "award_granted_cents_check" CHECK ((granted_cents >= 0)),
  constraint "award_kind_check" CHECK ((kind = ANY (ARRAY['alliance'::text, 'archive'::text, 'project'::text])))
);

create table "calendar_entry" (
  "scheme" text not null,
  "obligation" text not null,
  "sequence" bigint not null,
  "changed_at" timestamp with time zone not null,
  "record" text not null,
  "gone" boolean not null,
  constraint "calendar_entry_pkey" PRIMARY KEY (scheme, obligation),
  constraint "calendar_entry_sequence_check" CHECK ((sequence >= 0))
);

create table "calendar_feed" (
  "scheme" text not null,
  "id" text not null,
  "kind" text not null,
  "key" text not null,
  "language" text not null,
  "token_hash" text not null,
  "created_at" timestamp with time zone not null,
  "created_by" text not null,
  "revoked_at" timestamp with time zone,
  constraint "calendar_feed_token_hash_key" UNIQUE (token_hash),
  constraint "calendar_feed_pkey" PRIMARY KEY (scheme, id),
  constraint "calendar_feed_kind_check" CHECK ((kind = ANY (ARRAY['scheme'::text, 'alliance'::text, 'person'::text]))),
  constraint "calendar_feed_language_check" CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint "calendar_feed_token_hash_check" CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
);

create table "ceiling" (
  "scheme" text not null,
  "id" text not null,
  "kind" text not null,
  "amount_cents" bigint not null,
  "certainty" text not null,
  "source" text,
  constraint "ceiling_scheme_kind_key" UNIQUE (scheme, kind),
  constraint "ceiling_pkey" PRIMARY KEY (scheme, id),
  constraint "ceiling_amount_cents_check" CHECK ((amount_cents >= 0)),
  constraint "ceiling_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "ceiling_kind_check" CHECK ((kind = ANY (ARRAY['alliance'::text, 'archive'::text, 'project'::text])))
);

create table "chain" (
  "scheme" text not null,
  "sequence" bigint not null,
  "hash" text not null,
  constraint "chain_pkey" PRIMARY KEY (scheme),
  constraint "chain_hash_check" CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint "chain_sequence_check" CHECK ((sequence >= 0))
);

create table "commitment" (
  "scheme" text not null,
  "id" text not null,
  "text" text not null,
  "owner" text,
  "due" date,
  "status" text not null,
  "certainty" text not null,
  "source" text,
  constraint "commitment_pkey" PRIMARY KEY (scheme, id),
  constraint "commitment_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "commitment_status_check" CHECK ((status = ANY (ARRAY['open'::text, 'planned'::text, 'done'::text, 'rejected'::text])))
);

create table "contact" (
  "scheme" text not null,
  "id" text not null,
  "name" text not null,
  "email" text not null,
  "language" text not null,
  "role" text not null,
  "organisation" text,
  "alliances" text[] not null,
  "certainty" text not null,
  constraint "contact_pkey" PRIMARY KEY (scheme, id),
  constraint "contact_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "contact_email_check" CHECK ((email ~ '^[^@\s]+@[^@\s]+$'::text)),
  constraint "contact_language_check" CHECK ((language = ANY (ARRAY['nl'::text, 'en'::text]))),
  constraint "contact_name_check" CHECK ((name <> ''::text))
);

create table "contact_moment" (
  "id" bigint not null,
  "scheme" text not null,
  "alliance" text not null,
  "held_on" date not null,
  "channel" text not null,
  "note" text not null,
  "recorded_by" text not null,
  "recorded_at" timestamp with time zone not null,
  constraint "contact_moment_pkey" PRIMARY KEY (id),
  constraint "contact_moment_scheme_alliance_fkey" FOREIGN KEY (scheme, alliance) REFERENCES alliance(scheme, id) DEFERRABLE INITIALLY DEFERRED,
  constraint "contact_moment_channel_check" CHECK ((channel = ANY (ARRAY['visit'::text, 'meeting'::text, 'call'::text, 'mail'::text]))),
  constraint "contact_moment_note_check" CHECK (((note <> ''::text) AND (length(note) <= 2000))),
  constraint "contact_moment_recorded_by_check" CHECK ((recorded_by <> ''::text))
);

create table "delivery_switch" (
  "scheme" text not null,
  "paused" boolean not null,
  "changed_at" timestamp with time zone,
  "changed_by" text,
  "reason" text,
  constraint "delivery_switch_pkey" PRIMARY KEY (scheme),
  constraint "delivery_switch_check" CHECK (((NOT paused) OR ((changed_at IS NOT NULL) AND (changed_by IS NOT NULL) AND (reason IS NOT NULL))))
);

create table "event" (
  "scheme" text not null,
  "sequence" bigint not null,
  "at" timestamp with time zone not null,
  "actor" text not null,
  "kind" text not null,
  "subject" text not null,
  "body" text not null,
  "previous_hash" text not null,
  "hash" text not null,
  constraint "event_scheme_hash_key" UNIQUE (scheme, hash),
  constraint "event_pkey" PRIMARY KEY (scheme, sequence),
  constraint "event_scheme_fkey" FOREIGN KEY (scheme) REFERENCES chain(scheme),
  constraint "event_actor_check" CHECK ((actor <> ''::text)),
  constraint "event_kind_check" CHECK ((kind <> ''::text)),
  constraint "event_sequence_check" CHECK ((sequence >= 1))
);

create table "exception" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "year" bigint not null,
  "reason" text not null,
  "granted_by" text not null,
  "granted_on" date not null,
  constraint "exception_scheme_award_year_key" UNIQUE (scheme, award, year),
  constraint "exception_pkey" PRIMARY KEY (scheme, id),
  constraint "exception_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "exception_reason_check" CHECK ((reason <> ''::text))
);

create table "external_identity" (
  "issuer" text not null,
  "subject" text not null,
  "account" text not null,
  "linked_at" timestamp with time zone not null,
  constraint "external_identity_pkey" PRIMARY KEY (issuer, subject),
  constraint "external_identity_account_fkey" FOREIGN KEY (account) REFERENCES account(id)
);

create table "goal" (
  "scheme" text not null,
  "id" text not null,
  "alliance" text not null,
  "title" text not null,
  "certainty" text not null,
  constraint "goal_pkey" PRIMARY KEY (scheme, id),
  constraint "goal_scheme_alliance_fkey" FOREIGN KEY (scheme, alliance) REFERENCES alliance(scheme, id),
  constraint "goal_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text])))
);

create table "idempotency_key" (
  "account" text not null,
  "key" text not null,
  "request_hash" bytea not null,
  "status" bigint not null,
  "answer" text not null,
  "location" text,
  "created_at" timestamp with time zone not null,
  "tag" text,
  constraint "idempotency_key_pkey" PRIMARY KEY (account, key),
  constraint "idempotency_key_account_fkey" FOREIGN KEY (account) REFERENCES account(id),
  constraint "idempotency_key_request_hash_check" CHECK ((octet_length(request_hash) = 32))
);

create table "indicator" (
  "scheme" text not null,
  "id" text not null,
  "goal" text not null,
  "title" text not null,
  "unit" text,
  "baseline" text,
  "target" text,
  "certainty" text not null,
  constraint "indicator_pkey" PRIMARY KEY (scheme, id),
  constraint "indicator_scheme_goal_fkey" FOREIGN KEY (scheme, goal) REFERENCES goal(scheme, id),
  constraint "indicator_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text])))
);

create table "instance" (
  "scheme" text not null,
  "id" text not null,
  "award" text,
  "chart" text not null,
  "version" bigint not null,
  "snapshot" text not null,
  constraint "instance_pkey" PRIMARY KEY (scheme, id),
  constraint "instance_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "instance_chart_check" CHECK ((chart ~ '^[0-9a-f]{64}$'::text)),
  constraint "instance_snapshot_check" CHECK ((snapshot <> ''::text)),
  constraint "instance_version_check" CHECK ((version >= 1))
);

create table "job" (
  "id" bigint not null,
  "queue" text not null,
  "kind" text not null,
  "payload" jsonb not null,
  "unique_key" text,
  "priority" smallint not null,
  "run_at" timestamp with time zone not null,
  "created_at" timestamp with time zone not null,
  "attempt" integer not null,
  "max_attempts" integer not null,
  "worker" bigint,
  "last_error" text,
  constraint "job_pkey" PRIMARY KEY (id),
  constraint "job_attempt_check" CHECK ((attempt >= 0)),
  constraint "job_check" CHECK (((worker IS NULL) OR (attempt >= 1))),
  constraint "job_kind_check" CHECK ((kind <> ''::text)),
  constraint "job_max_attempts_check" CHECK ((max_attempts >= 1)),
  constraint "job_priority_check" CHECK (((priority >= 0) AND (priority <= 3))),
  constraint "job_queue_check" CHECK ((queue <> ''::text)),
  constraint "job_unique_key_check" CHECK ((unique_key <> ''::text))
);

create table "job_dead" (
  "id" bigint not null,
  "queue" text not null,
  "kind" text not null,
  "payload" jsonb not null,
  "unique_key" text,
  "priority" smallint not null,
  "created_at" timestamp with time zone not null,
  "died_at" timestamp with time zone not null,
  "attempt" integer not null,
  "max_attempts" integer not null,
  "last_error" text not null,
  constraint "job_dead_pkey" PRIMARY KEY (id)
);

create table "job_done" (
  "id" bigint not null,
  "queue" text not null,
  "kind" text not null,
  "payload" jsonb not null,
  "unique_key" text,
  "created_at" timestamp with time zone not null,
  "done_at" timestamp with time zone not null,
  "attempt" integer not null,
  constraint "job_done_pkey" PRIMARY KEY (id)
);

create table "job_schedule" (
  "name" text not null,
  "rule" text not null,
  "queue" text not null,
  "kind" text not null,
  "payload" jsonb not null,
  "priority" smallint not null,
  "max_attempts" integer not null,
  "next_at" timestamp with time zone not null,
  "paused" boolean not null,
  constraint "job_schedule_pkey" PRIMARY KEY (name),
  constraint "job_schedule_kind_check" CHECK ((kind <> ''::text)),
  constraint "job_schedule_max_attempts_check" CHECK ((max_attempts >= 1)),
  constraint "job_schedule_name_check" CHECK ((name <> ''::text)),
  constraint "job_schedule_priority_check" CHECK (((priority >= 0) AND (priority <= 3))),
  constraint "job_schedule_queue_check" CHECK ((queue <> ''::text))
);

create table "job_tick" (
  "schedule" text not null,
  "at" timestamp with time zone not null,
  "fired_at" timestamp with time zone not null,
  "skipped" bigint not null,
  "job" bigint not null,
  constraint "job_tick_pkey" PRIMARY KEY (schedule, at),
  constraint "job_tick_skipped_check" CHECK ((skipped >= 0))
);

create table "job_worker" (
  "id" bigint not null,
  "host" text not null,
  "process" integer not null,
  "queues" text[] not null,
  "concurrency" integer not null,
  "started_at" timestamp with time zone not null,
  "beat_at" timestamp with time zone not null,
  "suspected_at" timestamp with time zone,
  "running" integer not null,
  "finished" bigint not null,
  "failed" bigint not null,
  constraint "job_worker_pkey" PRIMARY KEY (id),
  constraint "job_worker_concurrency_check" CHECK ((concurrency > 0)),
  constraint "job_worker_queues_check" CHECK ((cardinality(queues) > 0)),
  constraint "job_worker_running_check" CHECK ((running >= 0))
);

create table "ledger_entry" (
  "scheme" text not null,
  "id" text not null,
  "obligation" text not null,
  "action" text not null,
  "on_day" date not null,
  "until_day" date,
  "length" text,
  "target" text,
  "reason" text not null,
  "article" text not null,
  "recorded_on" date not null,
  "actor" text not null,
  constraint "ledger_entry_pkey" PRIMARY KEY (scheme, id),
  constraint "ledger_entry_scheme_obligation_fkey" FOREIGN KEY (scheme, obligation) REFERENCES obligation(scheme, id),
  constraint "ledger_entry_action_check" CHECK ((action = ANY (ARRAY['suspend'::text, 'resume'::text, 'extend'::text, 'agree'::text, 'grant'::text, 'withdraw'::text, 'waive'::text, 'default-notice'::text]))),
  constraint "ledger_entry_article_check" CHECK ((article <> ''::text)),
  constraint "ledger_entry_check" CHECK ((on_day <= recorded_on)),
  constraint "ledger_entry_check1" CHECK (((action = 'extend'::text) = (length IS NOT NULL))),
  constraint "ledger_entry_check2" CHECK (((action = ANY (ARRAY['resume'::text, 'withdraw'::text])) = (target IS NOT NULL))),
  constraint "ledger_entry_check3" CHECK (((action <> ALL (ARRAY['agree'::text, 'grant'::text])) OR (until_day IS NOT NULL))),
  constraint "ledger_entry_reason_check" CHECK ((reason <> ''::text))
);

create table "letter" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "template" text not null,
  "rule_set" text not null,
  "dated" date not null,
  "fields" text not null,
  "state" text not null,
  constraint "letter_pkey" PRIMARY KEY (scheme, id),
  constraint "letter_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "letter_state_check" CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text, 'withdrawn'::text])))
);

create table "membership" (
  "scheme" text not null,
  "id" text not null,
  "alliance" text not null,
  "organisation" text not null,
  "role" text not null,
  "within" text,
  "starts_on" date not null,
  "ends_on" date,
  "certainty" text not null,
  "source" text,
  constraint "membership_pkey" PRIMARY KEY (scheme, id),
  constraint "membership_scheme_alliance_fkey" FOREIGN KEY (scheme, alliance) REFERENCES alliance(scheme, id),
  constraint "membership_scheme_organisation_fkey" FOREIGN KEY (scheme, organisation) REFERENCES organisation(scheme, id),
  constraint "membership_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "membership_check" CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint "membership_check1" CHECK (((role = 'consortium-member'::text) = (within IS NOT NULL))),
  constraint "membership_role_check" CHECK ((role = ANY (ARRAY['lead'::text, 'member'::text, 'partner'::text, 'consortium-member'::text])))
);

create table "objection" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "against" text not null,
  "received_on" date not null,
  "state" text not null,
  constraint "objection_pkey" PRIMARY KEY (scheme, id),
  constraint "objection_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id)
);

create table "obligation" (
  "scheme" text not null,
  "id" text not null,
  "award" text,
  "year" bigint,
  "kind" text not null,
  "debtor" text not null,
  "due" date not null,
  "target" date,
  "due_version" bigint not null,
  "state" text not null,
  "article" text not null,
  "why" text not null,
  "subject" text not null,
  "starts_on" date not null,
  "suspended_since" date,
  "closed_on" date,
  constraint "obligation_pkey" PRIMARY KEY (scheme, id),
  constraint "obligation_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "obligation_clock" CHECK (((suspended_since IS NULL) OR (state = 'open'::text))),
  constraint "obligation_closed" CHECK (((closed_on IS NULL) OR (state <> 'open'::text))),
  constraint "obligation_due_version_check" CHECK ((due_version >= 1)),
  constraint "obligation_state_check" CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'waived'::text, 'cancelled'::text])))
);

create table "organisation" (
  "scheme" text not null,
  "id" text not null,
  "name" text not null,
  "certainty" text not null,
  "source" text,
  constraint "organisation_pkey" PRIMARY KEY (scheme, id),
  constraint "organisation_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "organisation_name_check" CHECK ((name <> ''::text))
);

create table "outbox" (
  "scheme" text not null,
  "id" text not null,
  "channel" text not null,
  "recipient" text not null,
  "role" text,
  "alliance" text,
  "contact" text,
  "subscription" text,
  "subject" text not null,
  "body" text not null,
  "html" text,
  "language" text not null,
  "created_at" timestamp with time zone not null,
  "day" date not null,
  "since" timestamp with time zone not null,
  "due_at" timestamp with time zone not null,
  "state" text not null,
  "attempts" bigint not null,
  "claimed_until" timestamp with time zone,
  "settled_at" timestamp with time zone,
  "attachments" jsonb not null,
  constraint "outbox_pkey" PRIMARY KEY (scheme, id),
  constraint "outbox_scheme_subscription_fkey" FOREIGN KEY (scheme, subscription) REFERENCES webhook_subscription(scheme, id),
  constraint "outbox_attachments_check" CHECK ((jsonb_typeof(attachments) = 'array'::text)),
  constraint "outbox_attempts_check" CHECK ((attempts >= 0)),
  constraint "outbox_channel_check" CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text]))),
  constraint "outbox_check" CHECK (((channel = 'webhook'::text) = (subscription IS NOT NULL))),
  constraint "outbox_check1" CHECK (((state = 'waiting'::text) = (settled_at IS NULL))),
  constraint "outbox_state_check" CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'dead'::text, 'withdrawn'::text])))
);

create table "outbox_attempt" (
  "scheme" text not null,
  "message" text not null,
  "number" bigint not null,
  "at" timestamp with time zone not null,
  "verdict" text not null,
  "code" bigint,
  "text" text not null,
  constraint "outbox_attempt_pkey" PRIMARY KEY (scheme, message, number),
  constraint "outbox_attempt_scheme_message_fkey" FOREIGN KEY (scheme, message) REFERENCES outbox(scheme, id) ON DELETE CASCADE,
  constraint "outbox_attempt_verdict_check" CHECK ((verdict = ANY (ARRAY['accepted'::text, 'deferred'::text, 'refused'::text])))
);

create table "outbox_reminder" (
  "scheme" text not null,
  "reminder" text not null,
  "reader" text not null,
  "obligation" text not null,
  "message" text not null,
  constraint "outbox_reminder_pkey" PRIMARY KEY (scheme, reminder, reader),
  constraint "outbox_reminder_scheme_message_fkey" FOREIGN KEY (scheme, message) REFERENCES outbox(scheme, id) ON DELETE CASCADE
);

create table "payment" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "year" bigint not null,
  "kind" text not null,
  "due" date not null,
  "amount_cents" bigint not null,
  "state" text not null,
  "paid_on" date,
  "article" text not null,
  constraint "payment_pkey" PRIMARY KEY (scheme, id),
  constraint "payment_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "payment_amount_cents_check" CHECK ((amount_cents >= 0)),
  constraint "payment_kind_check" CHECK ((kind = ANY (ARRAY['advance'::text, 'settlement'::text, 'recovery'::text])))
);

create table "period" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "year" bigint not null,
  "budget_cents" bigint not null,
  "state" text not null,
  constraint "period_scheme_award_year_key" UNIQUE (scheme, award, year),
  constraint "period_pkey" PRIMARY KEY (scheme, id),
  constraint "period_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "period_budget_cents_check" CHECK ((budget_cents >= 0))
);

create table "permission" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "act" text not null,
  "requested_on" date not null,
  "state" text not null,
  constraint "permission_pkey" PRIMARY KEY (scheme, id),
  constraint "permission_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "permission_act_check" CHECK ((act <> ''::text))
);

create table "receipt" (
  "scheme" text not null,
  "id" text not null,
  "sequence" bigint not null,
  "decision" text not null,
  "award" text,
  "rule_set" text not null,
  "engine" text not null,
  "inputs" text not null,
  "outcome" text not null,
  "fired" text not null,
  "actor" text not null,
  "at" timestamp with time zone not null,
  constraint "receipt_pkey" PRIMARY KEY (scheme, id),
  constraint "receipt_rule_set_fkey" FOREIGN KEY (rule_set) REFERENCES rule_set(hash),
  constraint "receipt_scheme_sequence_fkey" FOREIGN KEY (scheme, sequence) REFERENCES event(scheme, sequence)
);

create table "recommendation" (
  "scheme" text not null,
  "id" text not null,
  "text" text not null,
  "addressee" text not null,
  "owner" text,
  "due" date,
  "status" text not null,
  "certainty" text not null,
  "source" text,
  constraint "recommendation_pkey" PRIMARY KEY (scheme, id),
  constraint "recommendation_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text]))),
  constraint "recommendation_status_check" CHECK ((status = ANY (ARRAY['open'::text, 'planned'::text, 'done'::text, 'rejected'::text])))
);

create table "reminder" (
  "scheme" text not null,
  "id" text not null,
  "obligation" text not null,
  "step" text not null,
  "due_version" bigint not null,
  "send_on" date not null,
  "recipient" text not null,
  "state" text not null,
  "sent_on" date,
  constraint "reminder_scheme_obligation_step_due_version_key" UNIQUE (scheme, obligation, step, due_version),
  constraint "reminder_pkey" PRIMARY KEY (scheme, id),
  constraint "reminder_scheme_obligation_fkey" FOREIGN KEY (scheme, obligation) REFERENCES obligation(scheme, id),
  constraint "reminder_check" CHECK (((state = 'sent'::text) = (sent_on IS NOT NULL))),
  constraint "reminder_due_version_check" CHECK ((due_version >= 1)),
  constraint "reminder_state_check" CHECK ((state = ANY (ARRAY['planned'::text, 'sent'::text, 'skipped'::text, 'cancelled'::text])))
);

create table "report" (
  "scheme" text not null,
  "id" text not null,
  "award" text not null,
  "year" bigint not null,
  "kind" text not null,
  "due" date not null,
  "state" text not null,
  "filed_on" date,
  "missing" text,
  constraint "report_scheme_award_kind_year_key" UNIQUE (scheme, award, kind, year),
  constraint "report_pkey" PRIMARY KEY (scheme, id),
  constraint "report_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id)
);

create table "rule_set" (
  "hash" text not null,
  "scheme" text not null,
  "label" text not null,
  "valid_from" date not null,
  "valid_to" date,
  "files" bytea not null,
  "stored_at" timestamp with time zone not null,
  constraint "rule_set_pkey" PRIMARY KEY (hash),
  constraint "rule_set_check" CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint "rule_set_hash_check" CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

create table "saved_view" (
  "scheme" text not null,
  "page" text not null,
  "owner" text not null,
  "name" text not null,
  "query" text not null,
  "shared" boolean not null,
  "saved_at" timestamp with time zone not null,
  constraint "saved_view_pkey" PRIMARY KEY (scheme, page, owner, name),
  constraint "saved_view_name_check" CHECK (((name <> ''::text) AND (length(name) <= 80))),
  constraint "saved_view_owner_check" CHECK ((owner <> ''::text)),
  constraint "saved_view_page_check" CHECK ((page = 'obligations'::text)),
  constraint "saved_view_query_check" CHECK ((length(query) <= 2000))
);

create table "scenario_population" (
  "hash" text not null,
  "name" text not null,
  "content" text not null,
  "stored_at" timestamp with time zone not null,
  constraint "scenario_population_pkey" PRIMARY KEY (hash),
  constraint "scenario_population_hash_check" CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

create table "scenario_run" (
  "id" text not null,
  "hash" text not null,
  "kind" text not null,
  "title" text not null,
  "request" text not null,
  "population" text,
  "state" text not null,
  "requested_by" text not null,
  "requested_at" timestamp with time zone not null,
  "finished_at" timestamp with time zone,
  "fingerprint" text,
  "result" text,
  "drawn" text,
  "report_nl" text,
  "report_en" text,
  constraint "scenario_run_hash_key" UNIQUE (hash),
  constraint "scenario_run_pkey" PRIMARY KEY (id),
  constraint "scenario_run_population_fkey" FOREIGN KEY (population) REFERENCES scenario_population(hash),
  constraint "comparison_has_a_population" CHECK (((kind <> 'comparison'::text) OR (population IS NOT NULL))),
  constraint "done_has_a_result" CHECK (((state = 'done'::text) = ((fingerprint IS NOT NULL) AND (result IS NOT NULL) AND (finished_at IS NOT NULL)))),
  constraint "scenario_run_fingerprint_check" CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
  constraint "scenario_run_hash_check" CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint "scenario_run_id_check" CHECK ((id ~ '^[0-9a-f]{12}$'::text)),
  constraint "scenario_run_kind_check" CHECK ((kind = ANY (ARRAY['comparison'::text, 'search'::text, 'study'::text]))),
  constraint "scenario_run_requested_by_check" CHECK ((requested_by <> ''::text)),
  constraint "scenario_run_state_check" CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text]))),
  constraint "scenario_run_title_check" CHECK ((title <> ''::text))
);

create table "scenario_slice" (
  "run" text not null,
  "position" bigint not null,
  "from_draw" bigint not null,
  "to_draw" bigint not null,
  "sums" text,
  "made_by" text,
  "made_at" timestamp with time zone,
  constraint "scenario_slice_run_from_draw_key" UNIQUE (run, from_draw),
  constraint "scenario_slice_pkey" PRIMARY KEY (run, "position"),
  constraint "scenario_slice_run_fkey" FOREIGN KEY (run) REFERENCES scenario_run(id) ON DELETE CASCADE,
  constraint "draws_rise" CHECK ((to_draw > from_draw)),
  constraint "made_by_somebody" CHECK (((made_at IS NULL) = (made_by IS NULL))),
  constraint "scenario_slice_from_draw_check" CHECK ((from_draw >= 0)),
  constraint "scenario_slice_position_check" CHECK (("position" >= 0))
);

create table "schema_migration" (
  "name" text not null,
  "checksum" text not null,
  "applied_at" timestamp with time zone not null,
  constraint "schema_migration_pkey" PRIMARY KEY (name)
);

create table "scheme" (
  "scheme" text not null,
  "id" text not null,
  "title" text not null,
  "state" text not null,
  "source" text not null,
  "activated_on" date not null,
  "rule_set" text,
  constraint "scheme_pkey" PRIMARY KEY (scheme, id),
  constraint "scheme_check" CHECK ((id = scheme))
);

create table "scheme_source" (
  "hash" text not null,
  "scheme" text not null,
  "files" bytea not null,
  "stored_at" timestamp with time zone not null,
  constraint "scheme_source_pkey" PRIMARY KEY (hash),
  constraint "scheme_source_hash_check" CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
);

create table "session" (
  "token_hash" bytea not null,
  "account" text not null,
  "started_at" timestamp with time zone not null,
  "seen_at" timestamp with time zone not null,
  "ends_at" timestamp with time zone not null,
  constraint "session_pkey" PRIMARY KEY (token_hash),
  constraint "session_account_fkey" FOREIGN KEY (account) REFERENCES account(id),
  constraint "session_check" CHECK ((ends_at > started_at)),
  constraint "session_token_hash_check" CHECK ((octet_length(token_hash) = 32))
);

create table "sign_in_link" (
  "token_hash" bytea not null,
  "account" text not null,
  "sets_password" boolean not null,
  "created_at" timestamp with time zone not null,
  "ends_at" timestamp with time zone not null,
  "used_at" timestamp with time zone,
  constraint "sign_in_link_pkey" PRIMARY KEY (token_hash),
  constraint "sign_in_link_account_fkey" FOREIGN KEY (account) REFERENCES account(id),
  constraint "sign_in_link_token_hash_check" CHECK ((octet_length(token_hash) = 32))
);

create table "sign_in_throttle" (
  "key_hash" bytea not null,
  "failures" bigint not null,
  "last_at" timestamp with time zone not null,
  constraint "sign_in_throttle_pkey" PRIMARY KEY (key_hash),
  constraint "sign_in_throttle_failures_check" CHECK ((failures >= 1)),
  constraint "sign_in_throttle_key_hash_check" CHECK ((octet_length(key_hash) = 32))
);

create table "sign_on" (
  "state_hash" bytea not null,
  "browser_hash" bytea not null,
  "nonce" text not null,
  "verifier" text not null,
  "return_to" text not null,
  "ends_at" timestamp with time zone not null,
  constraint "sign_on_pkey" PRIMARY KEY (state_hash),
  constraint "sign_on_browser_hash_check" CHECK ((octet_length(browser_hash) = 32)),
  constraint "sign_on_state_hash_check" CHECK ((octet_length(state_hash) = 32))
);

create table "signal" (
  "scheme" text not null,
  "id" text not null,
  "alliance" text,
  "subject" text not null,
  "text" text not null,
  "observed_on" date not null,
  "certainty" text not null,
  "source" text,
  constraint "signal_pkey" PRIMARY KEY (scheme, id),
  constraint "signal_scheme_alliance_fkey" FOREIGN KEY (scheme, alliance) REFERENCES alliance(scheme, id),
  constraint "signal_certainty_check" CHECK ((certainty = ANY (ARRAY['verified'::text, 'dated'::text, 'derived'::text, 'illustrative'::text])))
);

create table "timer" (
  "scheme" text not null,
  "id" text not null,
  "instance" text not null,
  "award" text,
  "serial" bigint not null,
  "due_ms" bigint not null,
  "due" timestamp with time zone,
  "event" text not null,
  "session" text not null,
  "message" text not null,
  constraint "timer_scheme_instance_serial_key" UNIQUE (scheme, instance, serial),
  constraint "timer_pkey" PRIMARY KEY (scheme, id),
  constraint "timer_scheme_award_fkey" FOREIGN KEY (scheme, award) REFERENCES award(scheme, id),
  constraint "timer_scheme_instance_fkey" FOREIGN KEY (scheme, instance) REFERENCES instance(scheme, id),
  constraint "timer_serial_check" CHECK ((serial >= 1))
);

create table "transition_row" (
  "scheme" text not null,
  "run" text not null,
  "position" bigint not null,
  "award" text not null,
  "outcome" text not null,
  "content" text not null,
  constraint "transition_row_pkey" PRIMARY KEY (scheme, run, "position"),
  constraint "transition_row_scheme_run_fkey" FOREIGN KEY (scheme, run) REFERENCES transition_run(scheme, id)
);

create table "transition_run" (
  "scheme" text not null,
  "id" text not null,
  "from_year" bigint not null,
  "to_year" bigint,
  "dated" date not null,
  "state" text not null,
  "basis_sequence" bigint not null,
  "header" text not null,
  "digest" text not null,
  "planned_by" text not null,
  "planned_at" timestamp with time zone not null,
  "approved_by" text,
  "approved_at" timestamp with time zone,
  "applied_by" text,
  "applied_at" timestamp with time zone,
  "first_event" bigint,
  "last_event" bigint,
  "undone_by" text,
  "undone_at" timestamp with time zone,
  constraint "transition_run_pkey" PRIMARY KEY (scheme, id),
  constraint "approved_before_applied" CHECK (((applied_at IS NULL) OR (approved_at IS NOT NULL))),
  constraint "transition_run_state_check" CHECK ((state = ANY (ARRAY['planned'::text, 'approved'::text, 'applied'::text, 'undone'::text, 'dropped'::text]))),
  constraint "two_persons" CHECK (((approved_by IS NULL) OR (approved_by <> planned_by)))
);

create table "webhook_subscription" (
  "scheme" text not null,
  "id" text not null,
  "url" text not null,
  "secret" text not null,
  "source" text not null,
  "types" text[] not null,
  "created_at" timestamp with time zone not null,
  "created_by" text not null,
  "ended_at" timestamp with time zone,
  constraint "webhook_subscription_pkey" PRIMARY KEY (scheme, id)
);

CREATE INDEX access_log_actor ON public.access_log USING btree (actor, id);
CREATE INDEX access_log_subject ON public.access_log USING btree (scheme, subject, id);
CREATE INDEX activity_award ON public.activity USING btree (scheme, award);
CREATE INDEX alliance_name ON public.alliance USING btree (scheme, name);
CREATE INDEX award_recipient ON public.award USING btree (scheme, recipient);
CREATE INDEX contact_moment_alliance ON public.contact_moment USING btree (scheme, alliance, held_on DESC, id DESC);
CREATE INDEX event_case ON public.event USING btree (scheme, split_part(subject, '/'::text, 2), sequence);
CREATE INDEX event_subject ON public.event USING btree (scheme, subject);
CREATE INDEX goal_alliance ON public.goal USING btree (scheme, alliance);
CREATE INDEX idempotency_key_created ON public.idempotency_key USING btree (created_at);
CREATE INDEX indicator_goal ON public.indicator USING btree (scheme, goal);
CREATE INDEX instance_award ON public.instance USING btree (scheme, award);
CREATE INDEX job_dead_kind ON public.job_dead USING btree (kind, died_at);
CREATE INDEX job_done_at ON public.job_done USING btree (done_at);
CREATE INDEX job_due ON public.job USING btree (queue, priority, run_at, id) WHERE (worker IS NULL);
CREATE UNIQUE INDEX job_unique_key ON public.job USING btree (kind, unique_key) WHERE (unique_key IS NOT NULL);
CREATE INDEX ledger_entry_obligation ON public.ledger_entry USING btree (scheme, obligation);
CREATE INDEX letter_award ON public.letter USING btree (scheme, award);
CREATE INDEX membership_alliance ON public.membership USING btree (scheme, alliance);
CREATE INDEX objection_award ON public.objection USING btree (scheme, award);
CREATE INDEX obligation_award ON public.obligation USING btree (scheme, award);
CREATE INDEX obligation_due ON public.obligation USING btree (scheme, due);
CREATE INDEX obligation_open ON public.obligation USING btree (scheme, due) WHERE (state = 'open'::text);
CREATE INDEX outbox_contact ON public.outbox USING btree (scheme, day, contact) WHERE (contact IS NOT NULL);
CREATE INDEX outbox_dead ON public.outbox USING btree (scheme, created_at) WHERE (state = 'dead'::text);
CREATE INDEX outbox_newest ON public.outbox USING btree (scheme, created_at DESC, id);
CREATE INDEX outbox_reminder_message ON public.outbox_reminder USING btree (scheme, message);
CREATE INDEX outbox_reminder_obligation ON public.outbox_reminder USING btree (scheme, obligation);
CREATE INDEX outbox_waiting ON public.outbox USING btree (due_at, scheme, id) WHERE (state = 'waiting'::text);
CREATE INDEX payment_award ON public.payment USING btree (scheme, award);
CREATE INDEX payment_open ON public.payment USING btree (scheme, due) WHERE (state <> ALL (ARRAY['paid'::text, 'cancelled'::text]));
CREATE INDEX period_running ON public.period USING btree (scheme, year) WHERE (state = 'running'::text);
CREATE INDEX permission_award ON public.permission USING btree (scheme, award);
CREATE INDEX receipt_award ON public.receipt USING btree (scheme, award, sequence, id);
CREATE INDEX receipt_order ON public.receipt USING btree (scheme, sequence, id);
CREATE INDEX reminder_planned ON public.reminder USING btree (scheme, send_on) WHERE (state = 'planned'::text);
CREATE INDEX saved_view_shared ON public.saved_view USING btree (scheme, page) WHERE shared;
CREATE INDEX scenario_run_recent ON public.scenario_run USING btree (requested_at DESC, id);
CREATE INDEX session_account ON public.session USING btree (account);
CREATE INDEX signal_alliance ON public.signal USING btree (scheme, alliance);
CREATE INDEX timer_award ON public.timer USING btree (scheme, award);
CREATE INDEX timer_due ON public.timer USING btree (scheme, due_ms, instance);

CREATE TRIGGER access_log_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER award_inserted_within_ceiling AFTER INSERT ON public.award REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_ceiling();
CREATE TRIGGER award_updated_within_ceiling AFTER UPDATE ON public.award REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_ceiling();
CREATE TRIGGER ceiling_inserted_not_exceeded AFTER INSERT ON public.ceiling REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_ceiling();
CREATE TRIGGER ceiling_updated_not_exceeded AFTER UPDATE ON public.ceiling REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_ceiling();
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_inserted_within_grant AFTER INSERT ON public.payment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_grant();
CREATE TRIGGER payment_updated_within_grant AFTER UPDATE ON public.payment REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_above_grant();
CREATE TRIGGER receipt_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_set_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER scenario_result_stays BEFORE UPDATE ON public.scenario_run FOR EACH ROW WHEN ((old.state = 'done'::text)) EXECUTE FUNCTION refuse_changed_result();
CREATE TRIGGER scheme_source_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.scheme_source FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
