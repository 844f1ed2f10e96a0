CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"lead_id" uuid NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"counts" jsonb NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "custom_fields" jsonb;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "transitions" jsonb;--> statement-breakpoint
CREATE INDEX "import_rows_lead" ON "import_rows" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "imports_at" ON "imports" USING btree ("at");--> statement-breakpoint
CREATE INDEX "leads_tags" ON "leads" USING gin (tags jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "leads_custom" ON "leads" USING gin (custom jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "leads_phone" ON "leads" USING btree ((case when length(right(regexp_replace(split_part(phone, 'x', 1), '[^0-9]', '', 'g'), 9)) >= 6 then right(regexp_replace(split_part(phone, 'x', 1), '[^0-9]', '', 'g'), 9) end));--> statement-breakpoint
CREATE INDEX "leads_name_city" ON "leads" USING btree ((lower(regexp_replace(trim(name), '\s+', ' ', 'g')) || chr(31) || lower(regexp_replace(trim(city), '\s+', ' ', 'g'))));