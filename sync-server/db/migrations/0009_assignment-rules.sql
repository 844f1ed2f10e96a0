ALTER TABLE "settings" ADD COLUMN "assignment_rules" jsonb;--> statement-breakpoint
CREATE INDEX "assignments_to" ON "assignments" USING btree ("to_id","at","id");