CREATE TABLE "compaction_floors" (
	"scope" text NOT NULL,
	"collection" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "compaction_floors_scope_collection_pk" PRIMARY KEY("scope","collection")
);
--> statement-breakpoint
CREATE TABLE "device_cursors" (
	"session_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"scope" text NOT NULL,
	"seq" bigint NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "device_cursors_session_id_collection_pk" PRIMARY KEY("session_id","collection")
);
--> statement-breakpoint
CREATE TABLE "feed_marks" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"name" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"done" jsonb,
	"error" text
);
--> statement-breakpoint
CREATE INDEX "feed_document" ON "feed" USING btree ("document_id");