CREATE TABLE "release_files" (
	"name" text PRIMARY KEY NOT NULL,
	"sha512" text NOT NULL,
	"size" bigint NOT NULL,
	"storage_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"platform" text NOT NULL,
	"version" text NOT NULL,
	"feed" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"rollout" integer NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"notes" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "app_version" text;--> statement-breakpoint
CREATE UNIQUE INDEX "releases_version" ON "releases" USING btree ("channel","platform","version");