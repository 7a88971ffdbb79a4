"""How names, years and works are judged."""

from principles.pasted.examples.example import PastedExample

NAMES = (
    PastedExample(
        "Names",
        (
            "A name belongs to the words it touches: before a colon, after a dash, in brackets, as "
            "a heading, in the row of a table, or with a verb, as in “Grace Hopper said”. It never "
            "reaches over another claim or over your own words."
        ),
        "Day 2 is stasis.",
        "“Day 2 is stasis.” — Ann Other",
        ("verbatim",),
        "and the name agrees",
        name="agrees",
    ),
    PastedExample(
        "A name that is not known",
        (
            "Where nobody and nothing on record is called so, that is said, and who is on record "
            "for the words. Before a colon it may be a label; then it is said beside the finding "
            "alone."
        ),
        "Day 2 is stasis.",
        "“Day 2 is stasis.” — Grace Hopper",
        ("verbatim",),
        "No person or work here is called “Grace Hopper”",
        name="unknown",
    ),
    PastedExample(
        "Year and work",
        (
            "A year agrees if it is that of a source that has the words, or for a letter the year "
            "after. A work agrees if its words are in the title, the publisher, the kind or the "
            "year of such a source. A work that is not stored here is not compared, and never "
            "wrong."
        ),
        "Day 2 is stasis.",
        "“Day 2 is stasis.” — Ann Other, 2006",
        ("verbatim",),
        "but the year differs",
        name="agrees",
        place="differs",
    ),
    PastedExample(
        "Reported words",
        (
            "Words inside quotation marks of a source may be somebody else’s. They are given to a "
            "speaker only where a quote on record lies wholly inside the same marks."
        ),
        "It is not rare to hear a leader say, “Well, we followed the process.”",
        "“Well, we followed the process.” — Ann Other",
        ("verbatim",),
        "perhaps they are not the author’s own",
        name="unrecorded",
    ),
)
