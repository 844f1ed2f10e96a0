CREATE TABLE "merge_moves" (
	"merge_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"document_id" uuid NOT NULL,
	"was_primary" boolean NOT NULL,
	CONSTRAINT "merge_moves_merge_id_collection_document_id_pk" PRIMARY KEY("merge_id","collection","document_id")
);
--> statement-breakpoint
CREATE TABLE "merges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"survivor_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"survivor_before" jsonb NOT NULL,
	"survivor_after" jsonb NOT NULL,
	"customer" jsonb NOT NULL,
	"metric" jsonb NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "merges_other" ON "merges" USING btree ("other_id");