"""What the site answers to fifty searches, suggestions and verifications, as `-m tests.answers`."""

import json
import os

import django
from django.test import Client

SEARCHES = (
    *("customers", "day 1", '"day 2"', "proxies", "innovaton", "high-velocity decisions", "cust"),
    *(
        "speaker:bezos",
        "speaker:bezoz",
        "source:1997 long term",
        "tag:customers",
        "verdict:verbatim",
    ),
    *("Q44", "S2", "4.2", "P7", "invent -customers", "resist proxis", "two way door", "longterm"),
    *("the", "shareholders letter", "what day is it", "obsession OR stasis", "zzzz qqqq"),
)
SUGGESTIONS = (
    *("c", "cu", "cus", "long t", "high v", "bez", "jeff", "lett", "speaker:b", "tag:"),
    *("day", "decis", "inv"),
)
VERIFICATIONS = (
    "It remains Day 1.",
    "Day 2 is stasis.",
    "This is Day 1 for the Internet.",
    "Customers are always beautifully, wonderfully dissatisfied.",
    "Customers are wonderfully dissatisfied.",
    "Most decisions should be made with 70% of the information you wish you had.",
    "Nobody ever said these words about a walrus in a hat.",
    "Day 2 is stasis. Followed by irrelevance. Followed by death.",
    "“It's all about the long term” — Jeff Bezos",
    "A customer-centric approach has many advantages, but here's the big one.",
    "Good process serves you so you can serve customers.",
    "We will continue to measure our programs and jettison those that do not work.",
)


def main() -> None:
    """Print the answers of the site with the settings there are, one a line."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgebase.settings"
    django.setup()
    client = Client(headers={"host": "127.0.0.1"})
    asked = [("/search.json", {"q": typed}) for typed in SEARCHES]
    asked += [("/suggest/", {"q": typed}) for typed in SUGGESTIONS]
    asked += [("/api/verify", {"text": typed}) for typed in VERIFICATIONS]
    for address, parameters in asked:
        answer = client.get(address, parameters)
        line = json.dumps([address, parameters, answer.status_code, answer.content.decode()])
        print(line)  # noqa: T201 (this is what it is run for)


if __name__ == "__main__":
    main()
