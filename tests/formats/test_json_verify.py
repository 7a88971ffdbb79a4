"""The JSON of a pasted text: its keys and their order, and one shape for a quote wherever it is."""

import pytest

from principles.formats import for_json, quote_json, verify_json
from principles.models import Quote
from principles.pasted import check
from principles.provenance.verification import recompute
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
    assert found == {
        "text": "“We resist most proxies here.” — Ann Other",
        "verdict": "altered",
        "sentences": [
            {
                "text": "We resist most proxies here.",
                "start": 1,
                "end": 29,
                "verdict": "altered",
                "typography_only": False,
                "attribution": {"given": "Ann Other", "outcome": "agrees", "speakers": [speaker]},
                "matches": [
                    {
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
                        "collation": [
                            ("equal", "We resist ", "We resist "),
                            ("replace", "all ", "most "),
                            ("equal", "proxies here.", "proxies here."),
                        ],
                        "context": "We resist all proxies here.\n\nAnd so on.",
                        "speakers": [speaker],
                        "url": f"{BASE}/sources/letter/#p1-1",
                        "quote": quote_json(quotes[0], base=BASE, is_nested=True),
                    }
                ],
                "nearest": [],
            }
        ],
    }
    assert quotes == [entry]
