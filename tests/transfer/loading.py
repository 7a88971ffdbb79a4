"""Loading a bundle as the command does."""

from pathlib import Path

import pytest

from principles.provenance.anchoring import keeping_anchors
from principles.provenance.verification import recompute
from principles.transfer import BundleError, ImportResult, import_bundle, read_bundle


def load(root: Path) -> ImportResult:
    """Load the bundle as the command does."""
    return import_bundle(read_bundle(root), recompute=recompute, keeping_anchors=keeping_anchors)


def refusal(root: Path) -> list[str]:
    with pytest.raises(BundleError) as caught:
        load(root)
    return [str(problem) for problem in caught.value.problems]
