"""What is taken for a claim, and what is not."""

from principles.pasted.examples.example import PastedExample

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
        "Tables",
        (
            "Each cell of a table, also of one with tabs, commas or semicolons between, is a claim;"
            " a cell with a name or a year goes with the claims of its row, and the head of a "
            "column is a label."
        ),
        "Day 2 is stasis.",
        "| Quote | Who |\n|---|---|\n| Day 2 is stasis. | Ann Other |",
        ("verbatim",),
        "and the name agrees",
        name="agrees",
    ),
    PastedExample(
        "Subtitles and messages",
        (
            "The numbers and times of subtitles, the heads of mails and the times of messages are "
            "no words of a quote. A sentence runs on over cues, and who is named above a message or"
            " by a voice is who said it."
        ),
        "Day 2 is stasis, followed by irrelevance.",
        "1\n00:00:01,000 --> 00:00:03,000\nAnn Other: Day 2 is stasis,\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\nfollowed by irrelevance.",
        ("verbatim",),
        "and the name agrees",
        name="agrees",
    ),
    PastedExample(
        "Footnotes",
        (
            "A note below the text that has the number of a mark behind a claim, and names somebody"
            " or a work, is read as if it stood beside the claim. A name beside the claim comes "
            "first."
        ),
        "Day 2 is stasis.",
        "“Day 2 is stasis.”¹\n\n1. Ann Other, letter of 2016",
        ("verbatim",),
        "and the name, work and year agree",
        name="agrees",
        place="agrees",
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
