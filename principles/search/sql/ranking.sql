-- The search at any size: `principles_search` ranks and counts what `principles_search_candidates`
-- considers (gathering.sql). principles/search/ranking calls it and says what its arguments mean.

-- A page of the results and the count of every facet's values, as JSON.
--
-- Before the score comes the tier: 6, the number that was typed; 5, the words as they were typed, and
-- its own; 4, the same in another writing (day one, day 1); 3, all the words; 2, all of them by other words,
-- of which what it is filed under are not the most; 1, all but the last, and a word that begins with that; 0,
-- some of them, which weigh half of all; -1, too few of them. The score adds up each term's inverse
-- document frequency times the weight of the field it stands in, and something for terms that stand side
-- by side; long texts share what they have among their words. What each weight is for stands beside it;
-- tests/benchmarks says how well the order does.
--
-- Only for a million entries: capped counts.
-- Where more match than are looked at, the counts are the least there is, and of a row under very many
-- values only the first are counted. A principle has every person and source of its quotes, thousands
-- of values that take long to read; where no filter of one value has read them already, it is counted
-- under its kind and itself alone.
--
-- Without sorting where hashing does, as thousands of values are counted and few expected. `failed` has
-- a bit for each facet whose filter a row does not satisfy: a value is counted by the rows that satisfy
-- all other filters, so that it says what choosing it instead would find.
--
-- What is asked for comes as three objects, each read once, below. `asked` has `levels`, as
-- principles_search_candidates takes them; `terms`; `whole`, the tsquery of all the words in a row;
-- `otherwise`, texts that have them in other writings;
-- `code`, the tsquery of the entry whose number was typed; and `lexemes`, of which the forms are told.
-- A term has the tsqueries of its `own` words, of `others` that stand in for it, of what it `named`, and of
-- any of these (`sought`), and of `longer` words that begin with it, which count for nothing but the score; whether it is `telling`, or counts only beside its neighbours; whether a row needs it (`required`); its `idf`; and, if it was
-- quoted, its `pattern` and what may be there instead (`unquoted`). `narrowed` has what must hold
-- beside the words; `display` which results are shown, how many values of a facet, how many entries are
-- `enough`, and how many rows are looked at.
CREATE FUNCTION principles_search(asked jsonb, narrowed jsonb, display jsonb)
RETURNS json LANGUAGE plpgsql STABLE
SET jit = off SET enable_sort = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    -- Of D, C, B and A, in the order ts_rank has them: what an entry says or is called itself, before
    -- who said it or its maxim, before its sources or summary, before a body, a note or a paragraph.
    field_weights CONSTANT real[] := '{.3,.4,.7,1}';
    -- So much a term that is there counts at least: ts_rank gives next to nothing for some.
    least_rank CONSTANT float := .01;
    -- Of two terms side by side and in their order, beside what each of them counts.
    pair_weight CONSTANT float := .3;
    -- Of function words: they tell apart what has all other words, and bring nothing up that has not.
    -- In a question they have no weight at all.
    function_weight CONSTANT float := .8;
    -- Of a term found by other words: an equivalent, a correction, or what its beginning may become.
    other_weight CONSTANT float := .6;
    -- Of a term that only names what a row is filed under: that finds the row and hardly orders it.
    named_weight CONSTANT float := .06;
    -- A row of the usual length, in words, keeps its score; for each word more it is divided by so much
    -- more, for each word less by less, as a long text has more words to match by chance (A. Singhal,
    -- C. Buckley, M. Mitra: Pivoted document length normalization, SIGIR 1996: 16 is the pivot, .15 the
    -- slope).
    usual_length CONSTANT float := 16;
    length_share CONSTANT float := .15 / 16;
    -- Principles come before quotes and sources that have the words as well: readers are led to them.
    principle_weight CONSTANT float := 2;
    -- Paragraphs come after: of a source's text most is not quoted.
    paragraph_weight CONSTANT float := .4;
    -- Of quotes that are as good, those that a principle rests on come first.
    support_weight CONSTANT float := 1.05;
    facets_counted CONSTANT integer := 32; -- of a row, where not all rows are looked at
    lexemes CONSTANT text[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'lexemes'));
    -- What the forms of the lexemes begin with: only words that do are stemmed to find them.
    initials CONSTANT text[] := ARRAY(SELECT DISTINCT left(lexeme, 1) FROM unnest(lexemes) AS lexeme);
    code CONSTANT tsquery := asked ->> 'code';
    whole CONSTANT tsquery := asked ->> 'whole';
    -- The words as they were typed where they are an entry's own, its name or a speaker's: in a body or
    -- the title of a source they stand in passing. A paragraph has no words but in its body.
    whole_own CONSTANT tsquery := CASE WHEN numnode(whole) > 0
        THEN replace(whole::text || ' ', ''' ', ''':AB ')::tsquery END;
    otherwise CONSTANT tsquery := (
        SELECT string_agg(format('(%s)', phraseto_tsquery('principles', principles_qnorm(said))), ' | ')
        FROM jsonb_array_elements_text(asked -> 'otherwise') AS said);
    otherwise_own CONSTANT tsquery := CASE WHEN numnode(otherwise) > 0
        THEN regexp_replace(otherwise::text, '(''[^'']+'')', '\1:AB', 'g')::tsquery END;
    singles CONSTANT bigint[] := ARRAY(
        SELECT single::bigint FROM jsonb_array_elements_text(narrowed -> 'singles') AS single);
    sort CONSTANT text := display ->> 'sort';
    first CONSTANT integer := display ->> 'first';
    size CONSTANT integer := display ->> 'size';
    shown CONSTANT integer := display ->> 'shown';
    -- How many terms, of what weight, an entry has that has some of them and not too few; or else how
    -- many whatever they weigh.
    partial CONSTANT integer := asked ->> 'partial';
    ample CONSTANT integer := asked ->> 'ample';
    half CONSTANT real := asked ->> 'half';
    terms integer;
    telling boolean[];
    exact tsquery[];
    widened tsquery[];
    longer tsquery[];
    named tsquery[];
    required boolean[];
    weights real[]; -- of terms that are required
    all_weights real[];
    idf real[];
    sought tsquery[];
    patterns text[];
    unquoted tsquery[];
    candidates record;
BEGIN
    SELECT count(*) FILTER (WHERE t.telling), array_agg(t.telling),
        array_agg(t.own), array_agg(t.others), array_agg(t.named), array_agg(t.longer),
        array_agg(t.required), array_agg(t.idf), array_agg(t.sought) FILTER (WHERE t.required),
        array_agg(t.weight) FILTER (WHERE t.required), array_agg(t.weight),
        coalesce(array_agg(t.pattern) FILTER (WHERE t.pattern IS NOT NULL), '{}'),
        coalesce(array_agg(t.unquoted) FILTER (WHERE t.pattern IS NOT NULL), '{}')
    INTO terms, telling, exact, widened, named, longer, required, idf, sought, weights, all_weights,
        patterns, unquoted
    FROM jsonb_to_recordset(asked -> 'terms') AS t(telling boolean, own tsquery, others tsquery,
        named tsquery, longer tsquery, sought tsquery, required boolean, weight real, idf real, pattern text,
        unquoted tsquery);
    candidates := principles_search_candidates(asked -> 'levels', sought, weights, patterns, unquoted,
        ARRAY(SELECT jsonb_array_elements_text(narrowed -> 'refused')),
        (narrowed ->> 'narrow')::tsquery, (narrowed ->> 'chosen')::tsquery,
        (narrowed ->> 'since')::integer, (narrowed ->> 'until')::integer,
        ample, (display ->> 'enough')::integer, (display ->> 'most')::integer);
    RETURN (
WITH term AS MATERIALIZED (
    SELECT t.exact, t.widened, t.named, t.longer, t.required, t.weight, t.telling,
        CASE WHEN t.telling THEN 1 ELSE function_weight END * t.idf AS idf, false AS is_pair
    FROM unnest(telling, exact, widened, named, longer, required, all_weights, idf)
        AS t(telling, exact, widened, named, longer, required, weight, idf)
    UNION ALL
    SELECT tsquery_phrase(exact[n], exact[n + 1]), NULL, NULL, NULL, false, NULL, false,
        least(idf[n], idf[n + 1]), true
    FROM generate_series(1, cardinality(exact) - 1) AS n
), placed AS MATERIALIZED (
    SELECT c.kind, c.number, c.passage, c.part, c.facets, c.year, c.place AS stands, s.matched,
        CASE WHEN c.vector @@ code THEN 6
            WHEN s.worded = terms AND (whole IS NULL
                OR c.vector @@ CASE WHEN c.part > 0 THEN whole ELSE whole_own END) THEN 5
            WHEN s.matched = terms AND c.vector @@ CASE WHEN c.part > 0 THEN otherwise
                ELSE otherwise_own END THEN 4
            WHEN s.worded = terms THEN 3
            WHEN s.matched = terms AND (terms = 1 OR s.spoken >= half) THEN 2
            WHEN s.begun > s.matched AND s.begun = terms THEN 1
            WHEN s.needed >= partial AND (s.covered >= half OR s.needed >= ample) THEN 0
            ELSE -1 END AS tier,
        coalesce(c.vector @@ whole OR c.vector @@ otherwise, false) AS is_in_a_row,
        s.score / (length_share * c.length + 1 - length_share * usual_length) * CASE
            WHEN c.kind = 'principle' THEN principle_weight
            WHEN c.part > 0 THEN paragraph_weight
            WHEN c.supports THEN support_weight ELSE 1 END AS score
    FROM principles_searchentry c CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE t.telling AND is_held) AS matched,
            count(*) FILTER (WHERE t.required AND is_held) AS needed,
            coalesce(sum(t.weight) FILTER (WHERE t.required AND is_held), 0) AS covered,
            coalesce(sum(t.weight) FILTER (WHERE t.required AND is_said), 0) AS spoken,
            count(*) FILTER (WHERE t.telling) AS begun,
            count(*) FILTER (WHERE is_exact AND t.telling) AS worded,
            sum(t.idf * CASE
                WHEN is_pair THEN pair_weight
                WHEN is_exact
                THEN greatest(least_rank, ts_rank(field_weights, c.vector, t.exact))
                WHEN c.vector @@ t.widened
                THEN other_weight * greatest(least_rank, ts_rank(field_weights, c.vector, t.widened))
                WHEN is_held THEN named_weight
                ELSE other_weight * greatest(least_rank, ts_rank(field_weights, c.vector, t.longer))
                END) AS score
        FROM (SELECT *, is_said OR coalesce(c.vector @@ said.named, false) AS is_held
            FROM (SELECT *, is_exact OR coalesce(c.vector @@ one.widened, false) AS is_said
                FROM (SELECT *, c.vector @@ term.exact AS is_exact FROM term OFFSET 0) AS one
                OFFSET 0) AS said OFFSET 0) AS t
        WHERE is_held OR c.vector @@ t.longer) AS s
    WHERE c.ctid = ANY (candidates.ids)
        AND s.needed >= candidates.fewest
        AND (s.covered >= candidates.weighing OR s.needed >= ample)
), found AS (
    SELECT kind, number, facets, year, stands, matched, tier, is_in_a_row, score, 0::bigint AS passage,
        0 AS part, 0::bigint AS paragraphs
    FROM placed WHERE kind <> 'source'
    UNION ALL
    (SELECT DISTINCT ON (number) kind, number, facets, year, stands, matched, tier, is_in_a_row, score,
        first_value(passage) OVER inside, first_value(part) OVER inside,
        count(*) FILTER (WHERE part > 0) OVER (PARTITION BY number)
    FROM placed WHERE kind = 'source'
    WINDOW inside AS (PARTITION BY number
        ORDER BY part > 0 DESC, tier DESC, score DESC, passage, part)
    ORDER BY number, tier DESC, score DESC, passage, part)
), judged AS MATERIALIZED (
    SELECT *, CASE WHEN cardinality(singles) = 0 OR facets @> singles THEN 0 ELSE (
        SELECT sum(1 << (single >> 40)::integer)
        FROM unnest(singles) AS single WHERE NOT single = ANY (facets)) END AS failed FROM found
), page AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY by_year, by_source, tier DESC, score DESC, kind, number)
        AS at
    FROM (SELECT *, CASE sort WHEN 'year' THEN year END AS by_year,
            CASE sort WHEN 'source' THEN nullif(stands, '{}') END AS by_source
        FROM judged WHERE failed = 0
        ORDER BY by_year, by_source, tier DESC, score DESC, kind, number
        OFFSET first LIMIT size) AS best
), counted AS (
    SELECT facet, count(*) AS results,
        row_number() OVER (PARTITION BY facet >> 40 ORDER BY count(*) DESC, facet) AS at
    FROM (SELECT failed, unnest(CASE WHEN NOT candidates.is_capped THEN facets
        WHEN kind = 'principle' AND cardinality(singles) = 0
        THEN ARRAY[principles_facet('kind', 'principle'), principles_facet('principle', number)]
        ELSE facets[:facets_counted] END) AS facet FROM judged) AS value
    WHERE failed = 0 OR failed = 1 << (facet >> 40)::integer
    GROUP BY facet
), total AS (
    SELECT count(*) AS total, count(*) FILTER (WHERE matched >= terms) AS complete,
        count(*) FILTER (WHERE matched >= terms AND is_in_a_row) AS in_a_row,
        coalesce(min(matched) FILTER (WHERE tier IN (0, 1)), candidates.fewest) AS least,
        count(*) FILTER (WHERE tier < 0) AS sparse,
        max(matched) FILTER (WHERE tier < 0) AS sparse_most
    FROM judged WHERE failed = 0
)
SELECT json_build_object(
    'total', total,
    'is_exact', candidates.is_exact,
    'is_capped', candidates.is_capped,
    'complete', complete,
    'in_a_row', in_a_row,
    'least', least,
    'sparse', sparse,
    'sparse_most', sparse_most,
    'facets', (SELECT json_agg(counts ORDER BY counts.facet >> 40, counts.at)
        FROM principles_facet_labels(ARRAY(
            SELECT (facet, results, at)::principles_facet_count FROM counted
            WHERE at <= shown OR facet = ANY (singles))) AS counts),
    'hits', (SELECT json_agg(json_build_object('kind', p.kind, 'number', p.number,
            'tier', p.tier, 'score', round(p.score::numeric, 4),
            'facets', CASE WHEN p.kind = 'principle' THEN principles_facets('tag', ARRAY(
                SELECT tag_id FROM principles_principletag WHERE principle_id = p.number))
            ELSE principles_facets_of(p.facets, 'principle', 'tag') END,
            'paragraphs', p.paragraphs, 'passage_heading', CASE WHEN p.part = 1 THEN x.heading END,
            'paragraph', b.words, 'forms', f.forms) ORDER BY p.at)
        FROM page p
        LEFT JOIN principles_passage x ON x.id = p.passage
        LEFT JOIN LATERAL (SELECT words FROM principles_paragraphs(x.text)
            WHERE part = p.part) b ON p.part > 0
        LEFT JOIN LATERAL (
            SELECT json_object_agg(form, stem) AS forms FROM (
                SELECT DISTINCT form, (ts_lexize('principles_english', form))[1] AS stem
                FROM principles_searchentry e,
                    string_to_table(replace(e.words, E'\n', ' '), ' ') AS form
                WHERE e.kind = p.kind AND e.number = p.number
                AND e.passage IN (0, p.passage) AND e.part IN (0, p.part)
                AND left(form, 1) = ANY (initials)) AS word
            WHERE stem = ANY (lexemes)
        ) f ON cardinality(lexemes) > 0)) FROM total);
END $$;
