"""How the words of a claim are judged."""

from principles.pasted.examples.example import PastedExample

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
        "Capitals altogether",
        (
            "A claim of two words or more that is wholly in capitals is compared in small letters, "
            "and the answer says that only its typography differs. In any other claim capitals "
            "count."
        ),
        "Day 2 is stasis.",
        "DAY 2 IS STASIS.",
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
            "two sentences is said. A claim has at most twelve parts, and a text six hundred."
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
