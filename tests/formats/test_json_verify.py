"""The JSON of a pasted text: its keys and their order, and one shape for a quote wherever it is."""

import pytest

from principles.formats import for_json, quote_json, verify_json
from principles.models import Quote
from principles.pasted import check
from principles.provenance.verification import recompute
from principles.text import FOLDING_VERSION
from tests.factories import PersonFactory, SourceFactory, published_quote, stored

pytestmark = pytest.mark.django_db
BASE = "https://example.org"


def test_a_check_has_everything_that_its_page_says() -> None:
    letter = SourceFactory(title="Letter", slug="letter", year=2016)
    passage = stored(letter, "We resist all proxies here.\n\nAnd so on.", label="p. 1")
    ann = PersonFactory(name="Ann Other", slug="ann-other")
    entry = published_quote("We resist all proxies here.", passage=passage, speakers=[ann])
    recompute()
    checked = check("“We resist most proxies here.” — Ann Other")
    quotes = for_json(quotes=Quote.objects.filter(pk__in=checked.quote_numbers)).quotes
    speaker = {"name": "Ann Other", "url": f"{BASE}/people/ann-other/"}
    found = verify_json(checked, quotes=quotes, base=BASE)
    match = {
        "source": {
            "number": letter.pk,
            "title": "Letter",
            "year": 2016,
            "url": f"{BASE}/sources/letter/",
        },
        "locator": "p. 1, ¶ 1",
        "verdict": "altered",
        "typography_only": False,
        "negation_differs": False,
        "second_hand": False,
        "reported": False,
        "withheld": False,
        "collation": [
            ("equal", "We resist ", "We resist "),
            ("replace", "all ", "most "),
            ("equal", "proxies here.", "proxies here."),
        ],
        "left_out": [],
        "before": "",
        "after": "",
        "context": "We resist all proxies here.\n\nAnd so on.",
        "start": 0,
        "end": 27,
        "speakers": [speaker],
        "note": "",
        "url": f"{BASE}/sources/letter/#p1-1",
        "quote": quote_json(quotes[0], base=BASE, is_nested=True),
    }
    assert found == {
        "text": "“We resist most proxies here.” — Ann Other",
        "verdict": "altered",
        "counts": {"judged": 1, "short": 0, "prose": 0},
        "standing": "attributed",
        "quotes": True,
        "claims": [
            {
                "text": "We resist most proxies here.",
                "start": 1,
                "end": 29,
                "verdict": "altered",
                "short": False,
                "whole": None,
                "apart": None,
                "typography_only": False,
                "speaker": {"given": "Ann Other", "outcome": "agrees", "people": [speaker]},
                "place": None,
                "sentences": [],
                "told": [],
                "matches": [match],
                "nearest": [],
            }
        ],
        "unjudged": [
            {"start": 0, "end": 1, "kind": "mark"},
            {"start": 29, "end": 30, "kind": "mark"},
        ],
        "withheld": {"texts": 0, "unchecked": 0},
        "rules": FOLDING_VERSION,
    }
    assert quotes == [entry]


def test_what_is_too_short_has_no_verdict() -> None:
    found = verify_json(check("Yes."), quotes=[], base=BASE)
    assert found["verdict"] is None
    assert (found["claims"][0]["verdict"], found["claims"][0]["short"]) == (None, True)


def test_the_words_stand_in_their_context_at_the_offsets_given() -> None:
    passage = stored(SourceFactory(), "One begins it here.\n\nWe resist all proxies here today.")
    published_quote("One begins it here.", passage=passage)
    recompute()
    [claim] = verify_json(check("resist all proxies"), quotes=[], base=BASE)["claims"]
    [match] = claim["matches"]
    assert match["context"][match["start"] : match["end"]] == "resist all proxies"
