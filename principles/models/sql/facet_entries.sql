-- Facets whose values are entries: looking these up by number, slug and name. Nothing here decides what a
-- row of the index holds. What stands between /* and */ is made of the declarations (models/facet_sql).

-- The counts with the names of what they count, looked up for all values of a facet at once; values that
-- are no entries have none here.
CREATE FUNCTION principles_facet_labels(counts principles_facet_count[], OUT facet bigint,
    OUT results bigint, OUT at bigint, OUT slug text, OUT label text, OUT year smallint,
    OUT source_kind text, OUT publisher text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    of_value CONSTANT bigint := (1::bigint << 40) - 1;
BEGIN
    RETURN QUERY SELECT c.facet, c.results, c.at, n.slug, n.label, n.year, n.kind, n.publisher
    FROM unnest(counts) AS c LEFT JOIN (
    /*labels*/
    ) AS n ON n.facet = c.facet;
END $$;

-- The public entries that applied filters name: facet and slug of each, by place.
CREATE FUNCTION principles_facet_applied(facets text[], slugs text[], OUT facet text, OUT slug text,
    OUT id bigint, OUT lexeme text, OUT label text, OUT year integer,
    OUT publisher text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF cardinality(facets) > 0 THEN
        RETURN QUERY
    /*applied*/;
    END IF;
END $$;

-- The lexemes of `most` public entries that the value of an operator names, by words of their names or by
-- their slug, as that of an address stays when the name is changed; or by their number.
CREATE FUNCTION principles_facet_named(facet text, value text, most integer) RETURNS text[]
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    asked CONSTANT tsquery := plainto_tsquery('principles', principles_qnorm(value));
    named CONSTANT tsquery := replace(asked::text || ' ', ''' ', ''':A ')::tsquery;
    numbered CONSTANT tsquery := (SELECT string_agg(quote_literal(lexeme), ' & ')
        FROM unnest(principles_number_lexemes(facet, coalesce(
            substring(value FROM '^[PSps]?([0-9]{1,9})$'), '0')::integer)) AS lexeme)::tsquery;
BEGIN
    CASE facet
        /*by row*/
        /*by name*/
    END CASE;
END $$;
