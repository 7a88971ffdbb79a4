"""What the site tells its readers of the comparison is what the comparison does."""

import pytest

from principles.provenance.examples import EXAMPLES, PARTS, Example
from principles.provenance.matching import compare


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_has_the_verdict_that_is_printed_with_it(example: Example) -> None:
    found = compare(example.quote, example.source)
    assert found.outcome == example.outcome
    assert found.gives_part == (example in PARTS)
