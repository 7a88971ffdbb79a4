"""A base with texts that are kept back, and programs that guess at their words."""

import json
import re
import sysconfig
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings

from principles.formats import for_json, verify_json
from principles.models import Passage, Quote
from principles.pasted import check
from principles.provenance.verification import recompute
from tests.factories import PersonFactory, SourceFactory, contribute, published_quote, stored

OPEN = (
    "Every sailor mends the nets before the long voyage home.",
    "The harbour of this town never sleeps in summer.",
    "A lighthouse keeper counts the ships that pass at night.",
)
SHOWN = "The tide comes in slowly and nobody on the pier takes any notice."
AROUND = "Gulls argue over herring while the ferry waits for its last passengers."
WORD = re.compile(r"\b[a-z]{3,12}\b")


def common_words(count: int) -> list[str]:
    """Return the words that the installed texts have most often, the commonest first."""
    texts = [*Path(django.__file__).parent.rglob("*.py")]
    texts += Path(sysconfig.get_paths()["stdlib"]).glob("*.py")
    counts = Counter(
        word for path in sorted(texts) for word in WORD.findall(path.read_text(errors="replace"))
    )
    return sorted(counts, key=lambda word: (-counts[word], word))[:count]


def kept_back(secret: str, *, access: str, heading: str = "") -> Passage:
    """Store a text with the secret where nobody may read it, and all that stands around it."""
    for number, text in enumerate(OPEN):
        passage = stored(SourceFactory(title=f"Open {number}"), text)
        published_quote(text, passage=passage)
    published_quote("Nobody keeps the vault of the captain locked at night.")
    source = SourceFactory(title="Kept back", text_access=access)
    contribute(source, PersonFactory(name="Ann Other"))
    passage = stored(source, _text(secret), label="p. 1", heading=heading)
    published_quote(SHOWN, passage=passage)
    recompute()
    return passage


def rewrite(passage: Passage, secret: str, *, heading: str = "") -> None:
    """Put other words in the place of the secret; all else stays as it is."""
    Passage.objects.filter(pk=passage.pk).update(text=_text(secret), heading=heading)
    recompute()


def _text(secret: str) -> str:
    return "\n\n".join([SHOWN, *[AROUND] * 12, secret, *[AROUND] * 12])


def verdicts(pastes: Iterable[str]) -> list[str]:
    """Return the verdict on each claim of the pastes."""
    return [str(claim.verdict) for paste in pastes for claim in check(paste).claims]


def answers(pastes: Iterable[str]) -> list[str]:
    """Return what each paste is answered, as JSON."""
    return [answer(paste) for paste in pastes]


def answer(paste: str) -> str:
    """Return the whole answer to a paste, as JSON."""
    checked = check(paste)
    quotes = for_json(quotes=Quote.objects.published().filter(pk__in=checked.quote_numbers))
    return json.dumps(verify_json(checked, quotes=quotes.quotes, base=settings.SITE_URL))


def batches(sentences: list[str], size: int) -> list[str]:
    """Return the sentences as pastes of so many paragraphs."""
    return ["\n\n".join(sentences[n : n + size]) for n in range(0, len(sentences), size)]
