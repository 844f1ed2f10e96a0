CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"to_on" date NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"given" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "handover" jsonb;--> statement-breakpoint
CREATE INDEX "handovers_open" ON "handovers" USING btree ("user_id") WHERE ended_at is null or given;--> statement-breakpoint
CREATE INDEX "handovers_to" ON "handovers" USING btree ("to_id");