"""A pasted text taken apart into claims, names and prose. Pure: no Django.

The stages in order: `markup` takes away how it was written down and `structure` tells its block
quotes, headings and tables; `copied` blanks out marks of where it was copied; `blocks` cuts it into
paragraphs and points; `pairs` finds quotation marks, `quoting` and `plain_blocks` make units of
them, `bylines`, `beside` and `footnotes` find names, `places` their year and work; `taking_apart`
composes them, and `unjudged` tells of every character that is no claim what it is.
"""

from principles.claims.pasted import Claim, Instead, Name, Need, Pasted, Unit, people_in
from principles.claims.taking_apart import take_apart

__all__ = ["Claim", "Instead", "Name", "Need", "Pasted", "Unit", "people_in", "take_apart"]
