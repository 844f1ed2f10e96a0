-- Written at each try and worth nothing after a crash, so no log of it is kept and no commit waits for the disk.
CREATE UNLOGGED TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"tries" integer NOT NULL
);
--> statement-breakpoint
-- The second line: what a role that does not own the tables may read, when it says for whom. The server reads under one
-- for KAMs. Nobody named: nothing is seen. See docs/decisions.
CREATE FUNCTION callbook_reader_id() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('callbook.user_id', true), '')::uuid
$$;
--> statement-breakpoint
-- Whose leads he works: his own, and those of whom he covers for. Asked as the owner: he need not see the handovers.
CREATE FUNCTION callbook_works_for() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT array(
    SELECT callbook_reader_id() UNION ALL SELECT user_id FROM handovers WHERE to_id = callbook_reader_id() AND given
  )
$$;
--> statement-breakpoint
CREATE FUNCTION callbook_has_lead(wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
  SELECT EXISTS (SELECT 1 FROM leads WHERE id = wanted)
$$;
--> statement-breakpoint
CREATE POLICY reader ON leads FOR SELECT USING (deleted OR assignee_id = ANY ((SELECT callbook_works_for())::uuid[]));
--> statement-breakpoint
CREATE POLICY reader ON feed FOR SELECT USING (scope IN ('workspace', 'kam:' || (SELECT callbook_reader_id())));
--> statement-breakpoint
-- The rows of other tables follow their lead, whose own policy is asked. A child whose lead has not arrived is its
-- author's alone, as the feed says; a customer without a lead has an assignee of its own.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['pocs', 'interactions', 'plan_events', 'customers', 'metrics'] LOOP
    EXECUTE format('CREATE POLICY reader ON %1$I FOR SELECT USING (
      deleted OR EXISTS (SELECT 1 FROM leads WHERE leads.id = %1$I.lead_id AND NOT leads.deleted)
      OR (NOT callbook_has_lead(%1$I.lead_id) AND EXISTS (
        SELECT 1 FROM feed WHERE scope = ''kam:'' || (SELECT callbook_reader_id()) AND collection = %1$L
        AND document_id = %1$I.id AND present)))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['files', 'assignments'] LOOP
    EXECUTE format('CREATE POLICY reader ON %1$I FOR SELECT USING (
      EXISTS (SELECT 1 FROM leads WHERE leads.id = %1$I.lead_id AND NOT leads.deleted))', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY reader_alone ON customers FOR SELECT USING (
  lead_id IS NULL AND assignee_id = ANY ((SELECT callbook_works_for())::uuid[])
);
--> statement-breakpoint
-- A secret stands among the facts.
CREATE POLICY reader ON facts FOR SELECT USING (name = 'epoch');
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['leads', 'pocs', 'interactions', 'plan_events', 'customers', 'metrics', 'feed', 'files', 'assignments', 'facts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
