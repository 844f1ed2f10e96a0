-- What is replicated, and the feed, are written under the write lock only: whoever writes around it could be overtaken by
-- a reader's checkpoint, and his change would reach no laptop. The lock itself is asked for, not a setting that stands
-- for it. See docs/decisions.
CREATE FUNCTION guard_write_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    RAISE EXCEPTION 'callbook: % is replicated and is never truncated', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', HINT = 'Documents end as tombstones.';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM pg_locks
    WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
      AND classid = 0 AND objid = 7301 AND objsubid = 1 AND mode = 'ExclusiveLock'
  ) THEN
    RAISE EXCEPTION 'callbook: % is replicated and is written under the write lock only', TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege', HINT = 'Go through the server, or through inWriteTransaction and writeDocuments.';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At the end of a transaction every document that it wrote has a feed row that it wrote as well, in the scope that sees
-- all documents of the table (the trigger's argument); a document that it removed has none that says "present".
CREATE FUNCTION guard_announced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (
      SELECT 1 FROM feed
      WHERE scope = TG_ARGV[0] AND collection = TG_TABLE_NAME AND document_id = OLD.id AND present
    ) THEN
      RAISE EXCEPTION 'callbook: % % was removed while the feed still has it', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'integrity_constraint_violation', HINT = 'Documents end as tombstones.';
    END IF;
  ELSIF NOT EXISTS (
    SELECT 1 FROM feed
    WHERE scope = TG_ARGV[0] AND collection = TG_TABLE_NAME AND document_id = NEW.id
      AND xmin = pg_current_xact_id()::xid
  ) THEN
    RAISE EXCEPTION 'callbook: % % was written without telling the feed', TG_TABLE_NAME, NEW.id
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'Write documents through writeDocuments.';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['leads', 'pocs', 'interactions', 'plan_events', 'customers', 'metrics', 'users', 'settings', 'feed'] LOOP
    EXECUTE format('CREATE TRIGGER guard_write_path BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION guard_write_path()', name);
    CONTINUE WHEN name = 'feed';
    EXECUTE format('CREATE CONSTRAINT TRIGGER guard_announced AFTER INSERT OR UPDATE OR DELETE ON %I
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_announced(%L)',
      name, CASE WHEN name IN ('users', 'settings') THEN 'workspace' ELSE 'staff' END);
  END LOOP;
END $$;
