CREATE TABLE "sla_reminders" (
	"lead_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sla_reminders_lead_id_due_at_pk" PRIMARY KEY("lead_id","due_at")
);
--> statement-breakpoint
CREATE INDEX "leads_sla_kept" ON "leads" USING btree ("sla_due_at") WHERE sla_breached_at is null and (sla_met_at is null or sla_met_at > sla_due_at);