"""What an editor said yes to: words that the stored text does not show, published all the same.

A citation keeps a digest of the quote's words, the passage's text and the verdict as they were when
an editor confirmed them with a note. If any of the three differs today, so does the digest, and the
yes no longer counts. The same digest is made here and in the database; a test compares the two.
"""

from __future__ import annotations

from hashlib import md5

from django.db.models import F, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat


def confirmation_digest(words: str, stored: str, verdict: str) -> str:
    """Return the digest of a quote's words, its passage's text (or nothing) and the verdict."""
    return _md5(_md5(words) + _md5(stored) + verdict)


def current_digest() -> MD5:
    """Return the digest of a citation as it is now, as an expression."""
    stored = Coalesce(F("passage__text"), Value("", TextField()))
    verdict = Cast("verdict", TextField())
    return MD5(Concat(MD5(F("quote__text")), MD5(stored), verdict))


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
