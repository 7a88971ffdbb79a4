"""What this collection is, and how its quotes are verified."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from principles.keeping import kept
from principles.models import Principle, Quote, Source
from principles.pasted import examples as pasted_examples
from principles.pasted.error_rates import error_rates
from principles.provenance import examples
from principles.provenance.collation import NEGATIONS
from principles.text import FOLDING_RULES, FOLDING_VERSION
from principles.views.verify import LIMITS


@kept()
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is, whom it serves and how it is made."""
    context = {
        "principle_count": Principle.objects.published().count(),
        "quote_count": Quote.objects.published().count(),
        "source_count": Source.objects.published().count(),
    }
    return render(request, "about/about.html", context)


@kept()
@require_safe
def verification(request: HttpRequest) -> HttpResponse:
    """Print the signs, the verdicts, and every rule as the comparison applies it."""
    context = {
        "rules": FOLDING_RULES,
        "version": FOLDING_VERSION,
        "allowances": examples.ALLOWANCES,
        "what_counts": examples.WHAT_COUNTS,
        "marks": examples.EDITORS_MARKS,
        "negations": sorted(NEGATIONS),
        "negations_kept": examples.NEGATIONS_KEPT,
        "parts": examples.PARTS,
        "limits": LIMITS,
        "pasted_rules": {
            "claims": pasted_examples.CLAIMS,
            "words": pasted_examples.WORDS,
            "names": pasted_examples.NAMES,
        },
        "error_rates": error_rates(),
    }
    return render(request, "about/verification.html", context)
