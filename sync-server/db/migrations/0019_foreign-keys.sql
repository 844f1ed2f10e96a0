-- Who works something, who signed in, and what an import or a merge consists of, must be there at the commit: checked
-- then, so that a transaction may write in any order. What stood before is left as it is (NOT VALID): no upgrade fails.
-- Nothing that hangs on a lead is bound to it: a laptop's contact or call may arrive before its lead. See docs/decisions.
DO $$
DECLARE
  bond record;
BEGIN
  FOR bond IN SELECT * FROM (VALUES
    ('leads', 'assignee_id', 'users'),
    ('customers', 'assignee_id', 'users'),
    ('assignments', 'from_id', 'users'),
    ('assignments', 'to_id', 'users'),
    ('handovers', 'user_id', 'users'),
    ('handovers', 'to_id', 'users'),
    ('sessions', 'user_id', 'users'),
    ('password_links', 'user_id', 'users'),
    ('refresh_tokens', 'session_id', 'sessions'),
    ('import_rows', 'import_id', 'imports'),
    ('merge_moves', 'merge_id', 'merges')
  ) AS bonds (child, field, parent) LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %I (id)
      DEFERRABLE INITIALLY DEFERRED NOT VALID', bond.child, bond.child || '_' || bond.field || '_is_there', bond.field, bond.parent);
  END LOOP;
END $$;
