"""An import and an editor wait for one another: neither fails, and neither undoes the other."""

from pathlib import Path

import pytest
from django.db import transaction

from principles.models import Person, Quote, Source
from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.transfer import import_bundle, read_bundle
from tests.transfer.bundles import edit
from tests.transfer.loading import load
from tests.writers import Writer

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "sources/a-letter/source.toml"
QUOTES = "sources/a-letter/quotes.toml"


def test_it_waits_for_what_an_editor_is_just_writing(bundle: Path) -> None:
    load(bundle)
    edit(bundle, QUOTES, "Said of a company.", "Said of a firm.")
    edit(bundle, LETTER, "year = 1997", "year = 1998")
    importer = Writer(lambda: load(bundle))
    with transaction.atomic():
        Quote.objects.filter(number=1).update(note="An editor's.", language="de")
        importer.start()
        importer.until_it_waits()
        Person.objects.update(note="An editor's.")
        Source.objects.filter(number=1).update(publisher="An editor's.")
        recompute()
    importer.finish()
    assert Quote.objects.get(number=1).note == "Said of a firm."
    assert Source.objects.get(number=1).year == 1998


def test_an_editor_waits_until_it_ends(bundle: Path) -> None:
    load(bundle)
    editor = Writer(lambda: Quote.objects.filter(number=1).update(note="An editor's."))

    def meanwhile() -> None:
        recompute()
        editor.start()
        editor.until_it_waits()

    import_bundle(read_bundle(bundle), recompute=meanwhile, keeping_anchors=keeping_anchors)
    editor.finish()
    assert Quote.objects.get(number=1).note == "An editor's."
