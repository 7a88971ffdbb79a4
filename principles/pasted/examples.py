"""The rules for a pasted text, each with an example that shows its answer.

`/about/verification/` prints them and a test pastes every example, so that what readers are told is
what is done. Each stored text is a letter of 2016 by Ann Other, unless it is said to be a copy or
to be kept back.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastedExample:
    """A rule with a stored text, what is pasted, the verdict on each claim, and what is told.

    A claim too short to tell has the verdict None. `told` are words of the answer. `name` and
    `place` are what came of them, of the first claim.
    """

    title: str
    rule: str
    source: str
    pasted: str
    verdicts: tuple[str | None, ...]
    told: str = ""
    name: str = ""
    place: str = ""
    is_copy: bool = False
    is_kept_back: bool = False


CLAIMS = (
    PastedExample(
        "Claims and prose",
        (
            "A text quotes if it has a block quote, or four words or more in quotation marks, or "
            "fewer with a name. Then every block quote, every item of a list and every pair of "
            "quotation marks is a claim. A sentence without marks is one where a source has it; "
            "else it is yours, shown in grey and counted nowhere."
        ),
        "The process is not the thing.",
        "Our team has grown. As the letter has it, “The process is not the thing.”",
        ("verbatim",),
        "Grey: your own words",
        place="agrees",
    ),
    PastedExample(
        "Sentence by sentence",
        (
            "In a text that quotes nothing every sentence is a claim and keeps its own verdict. "
            "That the sentences of a paragraph do not stand together is said in the heading."
        ),
        "Day 2 is stasis. It is followed by irrelevance. It is followed by death.",
        "Day 2 is stasis. It is followed by death.",
        ("verbatim", "verbatim"),
        "but not together: something between them is left out",
    ),
    PastedExample(
        "Together",
        (
            "What stands in one pair of quotation marks is compared as one. Its sentences have to "
            "stand in one place, one after the other; where they do not, it is altered, and each is"
            " shown with its own verdict and place. Two slides never join."
        ),
        "Day 2 is stasis. It is followed by irrelevance. It is followed by death.",
        "“Day 2 is stasis. It is followed by death.”",
        ("altered",),
        "Not together: something is left out",
    ),
    PastedExample(
        "Copied along",
        (
            "Bullets, numbers of lines and posts, @names, time stamps, footnote marks, Q: and A:, "
            "marks of Markdown and simple HTML are no words of a quote. They are shown in grey."
        ),
        "The process is not the thing.",
        "1/ The process is not the thing. [1][2]",
        ("verbatim",),
    ),
    PastedExample(
        "Struck words",
        "Words that are struck out are taken away before anything is compared.",
        "The process is not the thing.",
        "The process is ~~not~~ the thing.",
        ("altered",),
        "it has lost a “not”",
    ),
    PastedExample(
        "Garbled signs",
        (
            "A program that takes one encoding for another turns ’ into â€™. Such signs are mended "
            "first, and the answer says so."
        ),
        "It’s still Day 1 for all of us.",
        "Itâ€™s still Day 1 for all of us.",
        ("verbatim",),
        "Signs like â€™ were read as the quotation marks and dashes that they were",
    ),
)

WORDS = (
    PastedExample(
        "Edges",
        (
            "A claim may begin and end inside a sentence. But a negation that is one of the three "
            "words before it, or the word behind it, with no end of a clause between, counts as "
            "lost, and an ellipsis or a bracket there excuses nothing: the claim is altered."
        ),
        "This strategy is not without risk: it requires serious investment.",
        "without risk: it requires serious investment",
        ("altered",),
        "“not” is gone",
    ),
    PastedExample(
        "A part of a sentence",
        "Any other cut keeps its verdict. The answer has the words before and behind it.",
        "But if you’re not watchful, the process can become the thing.",
        "the process can become the thing",
        ("verbatim",),
        "Before it stands “But if you’re not watchful,”",
    ),
    PastedExample(
        "Runs",
        (
            "Five words or more of a source in a row, two of them rare, and any whole sentence of "
            "four words or more are always told. Where such runs are half of the words or more, the"
            " claim is altered; else it is not in our sources, but that part is shown as there."
        ),
        "The process is not the thing.",
        "The process is not the thing you want.",
        ("altered",),
    ),
    PastedExample(
        "Too short",
        (
            "Fewer than four words are no evidence, unless they are a whole sentence or heading of "
            "a stored text. They get no verdict, no name is checked with them, and they are in no "
            "total. The answer says where they occur."
        ),
        "Customer obsession protects us most.",
        "customer obsession",
        (None,),
        "Two words can be found in many texts",
    ),
    PastedExample(
        "Headings",
        (
            "A heading of a section or a slide is part of the stored text. It may be claimed alone "
            "or as the beginning of a claim, in any letter case."
        ),
        "Resist Proxies\n\nAs companies get larger, they manage to proxies.",
        "Resist Proxies",
        ("verbatim",),
    ),
    PastedExample(
        "Brackets in a claim",
        (
            "What you put in brackets is shown as yours, beside what the source has there. It makes"
            " the claim altered if it or the words it replaces have a negation, or if it replaces a"
            " rare word that is no part of a name and no form of a word in the bracket."
        ),
        "To increase innovation, you have to lower the cost of failure.",
        "To increase innovation, you have to [raise] the cost of failure.",
        ("altered",),
    ),
    PastedExample(
        "Left out",
        (
            "What an ellipsis leaves out is shown beside the claim, and that the parts come from "
            "two sentences is said. A claim has at most twelve parts."
        ),
        "Day 2 is stasis. It is followed by irrelevance. It is followed by death.",
        "“Day 2 is stasis. … It is followed by death.”",
        ("elided",),
        "The parts come from two sentences or more.",
    ),
    PastedExample(
        "Second hand",
        (
            "A source that quotes another is a copy. The answer says whose words it gives, and a "
            "dotted line above the sign stands for the original, which was not compared."
        ),
        "Launch is the starting line for us.",
        "Launch is the starting line for us.",
        ("verbatim",),
        "Yes, at second hand, word for word",
        is_copy=True,
    ),
    PastedExample(
        "Kept back",
        (
            "Of a text that is kept back only the parts that pages show are compared as usual. The "
            "rest is compared with claims that are whole sentences of it, of six words or more, and"
            " the answer is that they are there, or nothing. So nobody can guess it word by word."
        ),
        "Chutney accounts were thawed on the tenth of October.",
        "Chutney accounts were thawed on the ninth of October.",
        ("unverified",),
        "Parts of 1 text are kept back here",
        is_kept_back=True,
    ),
)

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

EXAMPLES = (*CLAIMS, *WORDS, *NAMES)
