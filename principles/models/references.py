"""References of a principle's body to quotes: `[Q44]`.

`principles_reference()` in `sql/references.sql` is the same pattern; a test compares the two.
"""

REFERENCE = r"\[Q([1-9][0-9]{0,8})\]"
