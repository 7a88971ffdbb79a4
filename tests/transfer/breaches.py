"""How to break each rule of the models once in the bundle, and what is said of it.

Each is a file, what is there, what is to be, and the place or the whole problem; where nothing is
there, the file is a new one.
"""

LETTER = "sources/a-letter/source.toml"
TEXT = "sources/a-letter/text.txt"
QUOTES = "sources/a-letter/quotes.toml"
LETTERS = "sources/letters/source.toml"
DOUBLE = "sources/letters/quotes.toml"
HURRY = "principles/01-hurry-slowly.md"
SIMPLE = "principles/03-keep-it-simple.md"

PUBLISHED = 'status = "published"\npublished = 2026-11-23'

BROKEN: dict[str, tuple[str, str, str, str]] = {
    "person_slug_is_no_number": (
        "people.toml",
        '[[person]]\nslug = "ann-author"',
        (
            '[[person]]\nslug = "1984"\nname = "N."\nsort_name = "N."\n\n'
            '[[person]]\nslug = "ann-author"'
        ),
        "people.toml, 1984, slug",
    ),
    "source_slug_is_no_number": (
        "sources/1984/source.toml",
        "",
        'number = 9\nslug = "1984"\ntitle = "1984"\nkind = "book"\n',
        "sources/1984/source.toml, slug",
    ),
    "principle_slug_is_no_number": (
        "principles/09-1984.md",
        "",
        '+++\nnumber = 9\nslug = "1984"\nname = "A"\nmaxim = "B."\nsummary = "C."\n+++\n',
        "principles/09-1984.md, slug",
    ),
    "tag_slug_is_no_number": (
        "tags.toml",
        '[[tag]]\nslug = "craft"',
        '[[tag]]\nslug = "2016"\nname = "2016"\n\n[[tag]]\nslug = "craft"',
        "tags.toml, 2016, slug",
    ),
    "source_date_from_year_to_day": (
        LETTER,
        "month = 3",
        "month = 2\nday = 31",
        f"{LETTER}, year, month, day",
    ),
    "source_does_not_contain_itself": (
        LETTERS,
        'kind = "book"',
        'kind = "book"\ncontainer = "letters"',
        f"{LETTERS}, container",
    ),
    "passage_has_text_or_heading": (
        TEXT,
        "Simple things last longer than clever ones.\n\\=== This line is no label.",
        "",
        f"{LETTER}, passage 2, label, text, heading",
    ),
    "quote_has_words": (QUOTES, "Day one is always today.", "…", f"{QUOTES}, Q1, text"),
    "quote_standing_has_evidence": (
        DOUBLE,
        'standing_evidence = "The collection gives no source."',
        "",
        f"{DOUBLE}, Q5, standing, standing_evidence",
    ),
    "quote_with_real_origin_is_doubted": (
        QUOTES,
        "number = 4",
        'number = 4\nreal_origin = "Nobody knows."',
        f"{QUOTES}, Q4, standing, real_origin",
    ),
    "quote_is_not_its_own_double": (DOUBLE, "as = 1", "as = 5", f"{DOUBLE}, Q5, same_words_as"),
    "quote_once_published_is_never_a_draft": (
        QUOTES,
        PUBLISHED,
        "published = 2026-11-23",
        f"{QUOTES}, Q1, status, published",
    ),
    "quote_withdrawn_was_published": (
        DOUBLE,
        "number = 5",
        'number = 5\nstatus = "withdrawn"',
        f"{DOUBLE}, Q5, status, published",
    ),
    "citation_locator_or_passage": (
        QUOTES,
        "passage = 2",
        'passage = 2\nlocator = "p. 2"',
        f"{QUOTES}, Q4, citation 1, locator, wording, passage",
    ),
    "principle_once_published_is_never_a_draft": (
        HURRY,
        PUBLISHED,
        "published = 2026-11-23",
        f"{HURRY}, status, published",
    ),
    "principle_withdrawn_was_published": (
        SIMPLE,
        "position = 1",
        'position = 1\nstatus = "withdrawn"',
        f"{SIMPLE}, status, published",
    ),
    "principle_other_names_are_aliases": (
        HURRY,
        'other_names = ["day one"]',
        'other_names = ["Day One"]',
        f"{HURRY}, aliases, other_names",
    ),
    "see_also_is_another": (
        HURRY,
        "principle = 3",
        "principle = 1",
        f"{HURRY}, see_also 1, principle",
    ),
}


SAID_BY_A_FIELD = {
    "passage_heading_on_one_line",
    "person_has_a_name",
    "principle_is_written",
    "source_has_a_title",
}
"""Fields refuse by themselves what these would: see `empty field`, `heading` in `test_reading`."""

DOUBLED: dict[str, tuple[str, str, str, str]] = {
    "tag_name_once_in_any_case": (
        "tags.toml",
        'name = "speed"',
        'name = "Craft"',
        "tags.toml, speed, name: {} See tags.toml, craft.",
    ),
    "contribution_once_per_role": (
        LETTER,
        'person = "ben-speaker"\nrole = "editor"',
        'person = "ann-author"',
        f"{LETTER}, contributor 2, person: {{}} See {LETTER}, contributor 1.",
    ),
    "passage_position_once": (
        LETTER,
        "position = 2",
        "position = 1",
        f"{LETTER}, passage 2, position: {{}} See {LETTER}, passage 1.",
    ),
    "quote_words_once": (
        DOUBLE,
        "same_words_as = 1",
        "",
        f"{DOUBLE}, Q5, text: Q1 has the same words. {{}}",
    ),
    "attribution_once": (
        QUOTES,
        '["ann-author"]',
        '["ann-author", "ann-author"]',
        f"{QUOTES}, Q1, speakers: “ann-author”: {{}}",
    ),
    "quote_tagged_once": (
        QUOTES,
        '["speed"]',
        '["speed", "speed"]',
        f"{QUOTES}, Q1, tags: “speed”: {{}}",
    ),
    "citation_once_per_place": (
        QUOTES,
        'source = "letters"\nlocator = "p. 40"\nrole = "quoted in"\nwording',
        'source = "a-letter"\npassage = 1\nrole = "quoted in"\nwording',
        f"{QUOTES}, Q1, citation 2, passage: {{}} See {QUOTES}, Q1, citation 1.",
    ),
    "principle_tagged_once": (
        HURRY,
        '["speed"]',
        '["speed", "speed"]',
        f"{HURRY}, tags: “speed”: {{}}",
    ),
    "support_once": (
        HURRY,
        "quote = 4",
        "quote = 1",
        f"{HURRY}, support 2, quote: {{}} See {HURRY}, support 1.",
    ),
    "see_also_once": (
        HURRY,
        "[[see_also]]\n",
        '[[see_also]]\nprinciple = 3\nnote = "First."\n\n[[see_also]]\n',
        f"{HURRY}, see_also 2, principle: {{}} See {HURRY}, see_also 1.",
    ),
}
OF_COMPUTED_COLUMNS = {"attribution_position_once", "support_position_once"}
"""The position of a part is its place in the list."""

ACROSS_TABLES: dict[str, tuple[str, str, str, list[str]]] = {
    "quote_published_with_a_citation": (
        "quotes.toml",
        "",
        f'[[quote]]\nnumber = 9\ntext = "Nine."\n{PUBLISHED}\n',
        [
            (
                "quotes.toml, Q9, citation: Q9 is published, so it needs a citation: "
                "name the source that has the words."
            )
        ],
    ),
    "quote_published_with_a_locator": (
        QUOTES,
        "passage = 2",
        "",
        [
            (
                f"{QUOTES}, Q4, citation: Q4 is published, and “A letter” has parts: "
                "say where in it, by a passage or a locator."
            )
        ],
    ),
    "quote_double_has_the_same_words": (
        DOUBLE,
        "Day one is always, today!",
        "Day two is tomorrow.",
        [
            (
                f"{DOUBLE}, Q5, same_words_as: Q5 does not have the same words as Q1, "
                "or Q1 is itself entered as a double."
            )
        ],
    ),
    "quote_double_has_other_speakers": (
        DOUBLE,
        '["ben-speaker"]',
        '["ann-author"]',
        [
            f"{file}, {code}, speakers: {code} has the same words and the same speakers as "
            "another quote: keep one of them."
            for file, code in [(QUOTES, "Q1"), (DOUBLE, "Q5")]
        ],
    ),
    "source_is_no_part_of_itself": (
        LETTERS,
        'kind = "book"',
        'kind = "book"\ncontainer = "a-letter"',
        [
            f"{LETTER}, container: “A letter” would be a part of itself: choose another container.",
            f"{LETTERS}, container: “Letters” would be a part of itself: choose another container.",
        ],
    ),
    "principle_published_with_a_quote": (
        SIMPLE,
        "position = 1",
        f"{PUBLISHED}\n\n[[support]]\nquote = 5",
        [
            (
                f"{SIMPLE}, support: “Keep it simple” is published, so it needs a published "
                "quote to rest on. Link one, or withdraw the principle first."
            )
        ],
    ),
}
