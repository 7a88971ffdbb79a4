"""The content of a base by natural keys alone, to compare two bases."""

from hashlib import sha256

from django.db import connection

CONTENT = {
    "person": "SELECT slug, name, sort_name, note FROM principles_person",
    "tag": "SELECT slug, name FROM principles_tag",
    "synonyms": "SELECT words FROM principles_synonyms",
    "formeraddress": """
        SELECT a.kind, a.slug, coalesce(p.slug, s.slug, h.slug, t.slug)
        FROM principles_formeraddress a LEFT JOIN principles_principle p ON p.number = principle_id
        LEFT JOIN principles_source s ON s.number = source_id
        LEFT JOIN principles_person h ON h.id = person_id
        LEFT JOIN principles_tag t ON t.id = tag_id""",
    "source": """
        SELECT number, slug, title, kind, level, year, month, day, publisher, url, archived_url,
            identifiers, summary, note, text_access, has_parts, container_id
        FROM principles_source""",
    "contribution": """
        SELECT source_id, slug, role, rank() OVER (PARTITION BY source_id ORDER BY position, c.id)
        FROM principles_contribution c JOIN principles_person h ON h.id = person_id""",
    "passage": """
        SELECT source_id, position, label, heading, text, language FROM principles_passage""",
    "quote": """
        SELECT number, text, language, is_fragment, stands_alone, note, standing,
            standing_evidence, real_origin, same_words_as_id, status, published_at,
            withdrawal_reason, shows_reason FROM principles_quote""",
    "attribution": """
        SELECT quote_id, slug, rank() OVER (PARTITION BY quote_id ORDER BY position, a.id)
        FROM principles_attribution a JOIN principles_person h ON h.id = person_id""",
    "citation": """
        SELECT quote_id, c.source_id, p.position, locator, role, wording, note,
            rank() OVER (PARTITION BY quote_id ORDER BY c.position, c.id)
        FROM principles_citation c LEFT JOIN principles_passage p ON p.id = passage_id""",
    "quotetag": """
        SELECT quote_id, slug FROM principles_quotetag JOIN principles_tag t ON t.id = tag_id""",
    "principle": """
        SELECT number, slug, name, maxim, summary, body, aliases, other_names, position, status,
            published_at, withdrawal_reason, shows_reason FROM principles_principle""",
    "support": """
        SELECT principle_id, quote_id, note,
            rank() OVER (PARTITION BY principle_id ORDER BY position, id)
        FROM principles_support""",
    "seealso": """
        SELECT principle_id, other_id, note, rank() OVER (PARTITION BY principle_id ORDER BY id)
        FROM principles_seealso""",
    "principletag": """
        SELECT principle_id, slug
        FROM principles_principletag JOIN principles_tag t ON t.id = tag_id""",
}
COMPUTED = {
    *("id", "modified", "words_digest", "paragraphs_before", "start", "end", "paragraph", "spans"),
    *("verdict", "typography_only", "gives_part", "folding_version", "is_adrift"),
    "confirmed_digest",
}
"""Columns that the database or the site makes of the others."""


def content() -> dict[str, str]:
    """Return a hash of the content of each table, in an order of its own."""
    hashes = {}
    with connection.cursor() as cursor:
        for name, statement in CONTENT.items():
            cursor.execute(f"SELECT row::text FROM ({statement}) AS row ORDER BY row::text")
            hashes[name] = sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return hashes


def empty() -> None:
    """Take all content out of the base, also what is withdrawn and otherwise never deleted."""
    tables = ", ".join(f"principles_{name}" for name in (*CONTENT, "base"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {tables} CASCADE")
