"""The stored texts of the seed, as passages for tests that need real words."""

from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "sources"


def seed_passages() -> dict[str, str]:
    """Return the text of every passage by source and label."""
    found = {}
    for path in sorted(FIXTURES.glob("*/text.txt")):
        for part in ("\n" + path.read_text(encoding="utf-8")).split("\n=== ")[1:]:
            label, _, text = part.partition("\n")
            found[f"{path.parent.name}: {label}"] = text.strip()
    return found
