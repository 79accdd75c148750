-- What the store's statements ask of a database and PostgreSQL calls otherwise, by the names that SQLite
-- has for it: one text of each statement serves both.

CREATE FUNCTION instr(words text, sought text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT AS 'SELECT strpos(words, sought)';

-- The elements of a list: a number as it is written, a text without its quotes.
CREATE FUNCTION json_each(list text) RETURNS TABLE (value text)
LANGUAGE sql STABLE AS 'SELECT json_array_elements_text(list::json)';

CREATE FUNCTION json_extract(document text, path text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS
$$ SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}' $$;

CREATE FUNCTION json_object(one text, its text, other text, others text) RETURNS text
LANGUAGE sql IMMUTABLE AS 'SELECT json_build_object(one, its, other, others)::text';

CREATE FUNCTION json_group(gathered text, each text) RETURNS text
LANGUAGE sql IMMUTABLE AS
$$ SELECT left(gathered, -1) || CASE gathered WHEN '[]' THEN '' ELSE ',' END || each || ']' $$;

CREATE AGGREGATE json_group_array(text) (SFUNC = json_group, STYPE = text, INITCOND = '[]');

-- For triggers: what is against a rule.
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation';
END $$;
