-- What a text is found by: its words in lower case without accents, and of telephone numbers (`numbers`) every end of their
-- digits from four on, so that any part of a number is the beginning of a word. Of pg_catalog alone: a dump is restored
-- with nothing else in reach. Greek and Cyrillic capitals stand in the list because lower() leaves them where the database
-- has the locale C. In steps without a query of their own: those take a fraction of the time, and every write of a lead waits.
CREATE FUNCTION search_words(words text, numbers text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  plain text := lower(regexp_replace(normalize(coalesce(words, ''), NFKD), '[\u0300-\u036f]', '', 'g'));
  digits text := regexp_replace(coalesce(numbers, ''), '[^0-9]', '', 'g');
  found text[];
BEGIN
  IF octet_length(plain) > length(plain) THEN
    plain := translate(plain,
      'øØđĐłŁıÆŒÞẞςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
      'ooddlliæœþßσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґαβγδεζηθικλμνξοπρστυφχψω');
    plain := replace(replace(replace(replace(plain, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  END IF;
  found := string_to_array(
    regexp_replace(plain, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'), ' ');
  FOR size IN 4..length(digits) LOOP
    found := found || right(digits, size);
  END LOOP;
  RETURN array_remove(found, '');
END $$;
--> statement-breakpoint
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
CREATE INDEX "leads_sla_due" ON "leads" USING btree ("sla_due_at");--> statement-breakpoint
CREATE INDEX "leads_search" ON "leads" USING gin (array_to_tsvector(search_words(coalesce(name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(company, '') || ' ' || coalesce(city, ''), phone)));--> statement-breakpoint
CREATE INDEX "leads_tags" ON "leads" USING gin (tags jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "leads_custom" ON "leads" USING gin (custom jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "leads_phone" ON "leads" USING btree ((case when length(right(regexp_replace(split_part(phone, 'x', 1), '[^0-9]', '', 'g'), 9)) >= 6 then right(regexp_replace(split_part(phone, 'x', 1), '[^0-9]', '', 'g'), 9) end));--> statement-breakpoint
CREATE INDEX "leads_name_city" ON "leads" USING btree ((lower(regexp_replace(trim(name), '\s+', ' ', 'g')) || chr(31) || lower(regexp_replace(trim(city), '\s+', ' ', 'g'))));