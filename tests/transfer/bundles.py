"""A small bundle, whole and valid, for tests to write out and spoil in one place."""

from pathlib import Path

FILES = {
    "base.toml": """
format = 1
id = "0b7d39a4-6c0b-4f0e-9f0a-4f5a1c1a2b3c"
""",
    "people.toml": """
[[person]]
slug = "ann-author"
name = "Ann Author"
sort_name = "Author, Ann"
note = "Wrote the letter."

[[person]]
slug = "ben-speaker"
name = "Ben Speaker"
sort_name = "Speaker, Ben"
""",
    "synonyms.toml": """
[[synonyms]]
words = "hurry, haste"
""",
    "tags.toml": """
[[tag]]
slug = "craft"
name = "craft"

[[tag]]
slug = "speed"
name = "speed"
""",
    "sources/a-letter/source.toml": """
number = 1
slug = "a-letter"
title = "A letter"
kind = "letter"
level = "primary"
year = 1997
month = 3
publisher = "A house"
summary = "A letter on process."
url = "https://example.org/letter"
text_access = "full"
has_parts = true
container = "letters"

[identifiers]
isbn = "9780000000000"

[[contributor]]
person = "ann-author"
role = "author"

[[contributor]]
person = "ben-speaker"
role = "editor"

[[passage]]
position = 1
label = "opening"
language = "en"

[[passage]]
position = 2
label = "p. 2"
language = "en"
""",
    "sources/a-letter/text.txt": """
=== opening

Day one is always today. We hurry slowly,
and we measure twice.

Nobody else asked us to.

=== p. 2

Simple things last longer than clever ones.
\\=== This line is no label.
""",
    "sources/a-letter/quotes.toml": """
[[quote]]
number = 1
text = "Day one is always today."
language = "en"
speakers = ["ann-author"]
tags = ["speed"]
note = "Said of a company."
status = "published"
published = 2026-11-23

[[quote.citation]]
source = "a-letter"
passage = 1
role = "original"

[[quote.citation]]
source = "letters"
locator = "p. 40"
role = "quoted in"
wording = "Day 1 is always today."
note = "The collection writes the number."

[[quote]]
number = 4
text = "Simple things last … than clever ones."
language = "en"
speakers = ["ann-author", "ben-speaker"]
tags = ["craft", "speed"]
stands_alone = false
status = "published"
published = 2026-11-23

[[quote.citation]]
source = "a-letter"
passage = 2
""",
    "sources/letters/source.toml": """
number = 2
slug = "letters"
title = "Letters"
kind = "book"
""",
    "sources/letters/quotes.toml": """
[[quote]]
number = 5
text = "Day one is always, today!"
speakers = ["ben-speaker"]
same_words_as = 1
standing = "disputed"
standing_evidence = "The collection gives no source."

[[quote.citation]]
source = "letters"
locator = "p. 41"
""",
    "principles/01-hurry-slowly.md": """+++
number = 1
slug = "hurry-slowly"
name = "Hurry slowly"
maxim = "Begin today and take your time."
summary = "Begin today. Take the time it takes."
aliases = ["day one", "urgency"]
other_names = ["day one"]
tags = ["speed"]
position = 2
status = "published"
published = 2026-11-23

[[support]]
quote = 4
note = "Haste makes things clever."

[[support]]
quote = 1

[[see_also]]
principle = 3
note = "What lasts is simple."
+++

Begin today.[Q1]

And *then* wait.
""",
    "principles/03-keep-it-simple.md": """+++
number = 3
slug = "keep-it-simple"
name = "Keep it simple"
maxim = "Choose the simple thing."
summary = "Simple things last."
position = 1

[[see_also]]
principle = 1
note = "When to begin."
+++
""",
}


def write_bundle(root: Path) -> Path:
    """Write the bundle into the directory and return it."""
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")
    return root


def edit(root: Path, file: str, *changes: str) -> None:
    """Exchange texts that stand in the file, each given as what is there and what is to be."""
    text = (root / file).read_text(encoding="utf-8")
    for before, after in zip(changes[::2], changes[1::2], strict=True):
        assert before in text, f"{file} has no {before!r}"
        text = text.replace(before, after, 1)
    (root / file).write_text(text, encoding="utf-8")
