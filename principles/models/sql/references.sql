-- References of a principle's body to quotes: [Q44]. principles/models/references has the same pattern.

CREATE FUNCTION principles_reference() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '\[Q([1-9][0-9]{0,8})\]'
$$;

-- The numbers of the quotes that a body refers to.
CREATE FUNCTION principles_references(body text) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT found[1]::integer FROM regexp_matches(body, principles_reference(), 'g') AS found)
$$;

-- Words that a body quotes in passing: between quotation marks, with a reference after them in the
-- paragraph.
CREATE FUNCTION principles_quoted_in_passing() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT '(“[^”]*”|«[^»]*»|"[^"]*")(?=([^\n]|\n(?!\s*\n))*' || principles_reference() || ')'
$$;
