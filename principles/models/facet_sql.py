"""What `sql/facets.sql` says of each facet, made of the facets' declarations.

The file holds the functions with a mark like `/*lexemes*/` where something has to be said of every
facet; here is what stands there instead.
"""

from collections.abc import Callable

from principles.models.facets import FACETS, Entries, Facet, Fixed, Languages, Years, of_entries

ENTRY = """SELECT {code} AS facet, e.slug::text AS slug, e.{name}::text AS label,
        {year}::smallint AS year, {kind}::text AS kind, {publisher}::text AS publisher
    FROM {table} e WHERE e.{key} = ANY (ARRAY(
        SELECT c.facet & of_value FROM unnest(counts) AS c WHERE c.facet >> 40 = {number}))"""
APPLIED = """SELECT '{parameter}', e.slug::text, e.{key}::bigint, '#{letter}' || e.{key},
        e.{name}::text, {year}::integer, {publisher}::text
    FROM {table} e WHERE e.slug = ANY (ARRAY(
        SELECT a.slug FROM unnest(facets, slugs) AS a(facet, slug) WHERE a.facet = '{parameter}'))
    AND {public}"""
BY_NAME = """WHEN '{parameter}' THEN
            RETURN ARRAY(SELECT '#{letter}' || e.{key} FROM {table} e
                WHERE (to_tsvector('principles', principles_qnorm(e.{name})) @@ asked
                    OR e.slug = lower(value))
                AND {public} LIMIT most);"""
BY_ROW = """WHEN '{parameter}' THEN
            RETURN ARRAY(SELECT '#{letter}' || e.number FROM principles_searchentry e
                WHERE e.public AND e.part = 0 AND numnode(asked) > 0
                AND e.vector @@ ('''#k{parameter}'''::tsquery && (named || numbered)) LIMIT most)
                || ARRAY(SELECT '#{letter}' || e.{key} FROM {table} e
                WHERE e.slug = lower(value) AND {public});"""

NAMES = """IF '{parameter}' = ANY (kinds) THEN
        RETURN QUERY SELECT '{parameter}', n.number, n.name, n.slug, n.year, NULL,
            n.publisher
        FROM principles_public_{parameter} n
        WHERE lower(n.name) ~>=~ begins AND lower(n.name) ~<~ begins_end
        ORDER BY lower(n.name) USING ~<~, n.year, n.slug LIMIT most;
        GET DIAGNOSTICS begun = ROW_COUNT;
        IF begun < most AND length(typed) >= {letters} THEN
            RETURN QUERY SELECT '{parameter}', n.number, n.name, n.slug, n.year, NULL,
            n.publisher
            FROM (
                SELECT * FROM principles_public_{parameter} n
                WHERE principles_name_words(n.names) @@ asked
                    AND NOT starts_with(lower(n.name), begins)
                LIMIT considered
            ) n ORDER BY n.sort_name, n.year, n.slug LIMIT most - begun;
        END IF;
    END IF;"""


def render(text: str) -> str:
    """Return SQL with what it says of each facet in the place of its marks."""
    for mark, (said, between) in MARKS.items():
        if mark in text:
            parts = [part for facet in FACETS if (part := said(facet))]
            text = text.replace(mark, between.join(parts))
    return text


def _number(facet: Facet) -> str:
    return f"WHEN '{facet.parameter}' THEN {facet.number}"


def _offset(facet: Facet) -> str:
    if not isinstance(facet.values, Years):
        return ""
    return f"WHEN '{facet.parameter}' THEN {facet.values.number('0')}"


def _of_text(facet: Facet) -> str:
    match facet.values:
        case Fixed():
            number = f"array_position({_array(facet.values)}, value)"
        case Languages():
            number = "principles_letters(lower(split_part(value, '-', 1)))"
        case _:
            return ""
    return f"WHEN '{facet.parameter}' THEN {number}"


def _lexeme(facet: Facet) -> str:
    match facet.values:
        case Fixed():
            value = f"({_array(facet.values)})[facet & of_value]"
        case Languages():
            value = "principles_letters(facet & of_value)"
        case Years():
            value = f"((facet & of_value) - {facet.values.number('0')})"
        case Entries():
            value = "(facet & of_value)"
    return f"WHEN {facet.number} THEN '#{facet.letter}' || {value}"


def _array(values: Fixed) -> str:
    return f"'{{{','.join(values.listed)}}}'::text[]"


def _of_entries(
    template: str, *, has_rows: bool | None = None, has_aliases: bool | None = None
) -> Callable[[Facet], str]:
    """Return what says that of each facet whose values are entries, of some or of all."""

    def said(facet: Facet) -> str:
        for _facet, entries in of_entries([facet]):
            if has_rows in {None, entries.has_rows} and has_aliases in {None, entries.has_aliases}:
                return template.format(
                    parameter=facet.parameter,
                    letter=facet.letter,
                    number=facet.number,
                    code=f"{facet.number}::bigint << 40 | e.{entries.key}",
                    table=entries.table,
                    key=entries.key,
                    name=entries.name,
                    public=entries.public,
                    letters=entries.fewest_letters,
                    year=f"e.{entries.year}" if entries.year else "NULL",
                    kind=f"e.{entries.kind}" if entries.kind else "NULL",
                    publisher=f"e.{entries.publisher}" if entries.publisher else "NULL",
                )
        return ""

    return said


MARKS: dict[str, tuple[Callable[[Facet], str], str]] = {
    "/*numbers*/": (_number, " "),
    "/*offsets*/": (_offset, " "),
    "/*numbers of text*/": (_of_text, "\n        "),
    "/*lexemes*/": (_lexeme, "\n            "),
    "/*labels*/": (_of_entries(ENTRY), "\n    UNION ALL\n    "),
    "/*applied*/": (_of_entries(APPLIED), "\n    UNION ALL\n    "),
    "/*by row*/": (_of_entries(BY_ROW, has_rows=True), "\n        "),
    "/*names*/": (_of_entries(NAMES, has_aliases=False), "\n    "),
    "/*by name*/": (_of_entries(BY_NAME, has_rows=False), "\n        "),
}
