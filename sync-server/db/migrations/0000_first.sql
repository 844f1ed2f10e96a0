CREATE SEQUENCE "public"."feed_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"lead_id" uuid,
	"name" text NOT NULL,
	"since_on" date NOT NULL,
	"assignee_id" uuid
);
--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"lead_id" uuid NOT NULL,
	"poc_id" uuid,
	"type" text NOT NULL,
	"direction" text,
	"outcome" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"duration_s" integer,
	"note" text,
	"amount_minor" bigint,
	"currency" text,
	"call_id" uuid,
	"created_by" uuid,
	"voided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"email" text,
	"phone" text,
	"company" text,
	"city" text,
	"country" text,
	"address" text,
	"tags" jsonb NOT NULL,
	"source" text,
	"tier" text,
	"state" text NOT NULL,
	"assignee_id" uuid,
	"time_zone" text,
	"call_hours" jsonb,
	"closed_dates" jsonb NOT NULL,
	"cadence" jsonb,
	"do_not_call" boolean NOT NULL,
	"revive_on" date,
	"won_at" timestamp (3) with time zone,
	"value_minor" bigint,
	"currency" text,
	"custom" jsonb NOT NULL,
	"resume" jsonb,
	"sla_due_at" timestamp (3) with time zone,
	"sla_met_at" timestamp (3) with time zone,
	"sla_breached_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"merged_into_id" uuid
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"lead_id" uuid NOT NULL,
	"expected_interval_days" integer,
	"monthly_target_minor" bigint,
	"pauses" jsonb NOT NULL,
	"override" jsonb
);
--> statement-breakpoint
CREATE TABLE "plan_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"until" timestamp (3) with time zone,
	"on" date,
	"poc_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "pocs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"lead_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"email" text,
	"phone" text,
	"time_zone" text,
	"is_primary" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applied" (
	"write_id" uuid PRIMARY KEY NOT NULL,
	"collection" text NOT NULL,
	"document_id" uuid NOT NULL,
	"actor_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lead_id" uuid NOT NULL,
	"from_id" uuid,
	"to_id" uuid,
	"by_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" uuid,
	"details" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"scope" text NOT NULL,
	"collection" text NOT NULL,
	"document_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"present" boolean NOT NULL,
	CONSTRAINT "feed_scope_collection_document_id_pk" PRIMARY KEY("scope","collection","document_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lead_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text,
	"size" integer,
	"storage_key" text,
	"url" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"key" text NOT NULL,
	"status" integer NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template" text NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"file_id" uuid,
	"lead_id" uuid,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"last_error" text,
	"resend_of" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_key" text,
	"lead_id" uuid NOT NULL,
	"reply" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"successor_hash" text,
	"idempotency_key" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"device_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"states" jsonb NOT NULL,
	"currency" text NOT NULL,
	"sla_minutes" integer NOT NULL,
	"sla_reminder_minutes" integer NOT NULL,
	"sla_met_by" text NOT NULL,
	"reach_out_on_first_call" boolean NOT NULL,
	"cadence_defaults" jsonb NOT NULL,
	"assignment_rule" text NOT NULL,
	"holidays" jsonb NOT NULL,
	"rates" jsonb NOT NULL,
	"performance" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"write_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"email" text NOT NULL,
	"email_normal" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"is_active" boolean NOT NULL,
	"time_zone" text NOT NULL,
	"password_hash" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "customers_lead" ON "customers" USING btree ("lead_id") WHERE not deleted;--> statement-breakpoint
CREATE INDEX "interactions_lead" ON "interactions" USING btree ("lead_id","occurred_at");--> statement-breakpoint
CREATE INDEX "interactions_orders" ON "interactions" USING btree ("lead_id") WHERE type in ('ORDER', 'RETURN');--> statement-breakpoint
CREATE INDEX "interactions_by" ON "interactions" USING btree ("created_by","occurred_at");--> statement-breakpoint
CREATE INDEX "leads_assignee" ON "leads" USING btree ("assignee_id","state");--> statement-breakpoint
CREATE INDEX "leads_state" ON "leads" USING btree ("state");--> statement-breakpoint
CREATE INDEX "leads_source" ON "leads" USING btree ("source");--> statement-breakpoint
CREATE INDEX "leads_sla" ON "leads" USING btree ("sla_due_at") WHERE sla_met_at is null;--> statement-breakpoint
CREATE INDEX "leads_email" ON "leads" USING btree (lower(email));--> statement-breakpoint
CREATE INDEX "metrics_lead" ON "metrics" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "plan_events_lead" ON "plan_events" USING btree ("lead_id","occurred_at");--> statement-breakpoint
CREATE INDEX "pocs_lead" ON "pocs" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "assignments_lead" ON "assignments" USING btree ("lead_id","at");--> statement-breakpoint
CREATE INDEX "audit_entity" ON "audit_logs" USING btree ("entity","entity_id");--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit_logs" USING btree ("actor_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "feed_pull" ON "feed" USING btree ("scope","collection","seq");--> statement-breakpoint
CREATE INDEX "feed_scope_seq" ON "feed" USING btree ("scope","seq");--> statement-breakpoint
CREATE INDEX "files_lead" ON "files" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("status","next_attempt_at");--> statement-breakpoint
CREATE INDEX "outbox_lead" ON "outbox" USING btree ("lead_id");--> statement-breakpoint
CREATE UNIQUE INDEX "submissions_form_key" ON "submissions" USING btree ("form_key");--> statement-breakpoint
CREATE INDEX "submissions_lead" ON "submissions" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "refresh_tokens" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email_normal");