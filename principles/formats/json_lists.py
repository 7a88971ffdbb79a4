"""A page of a list as JSON, made of the shapes of its entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from principles.formats.shapes import ListShape


def list_json(
    entries: Sequence[Mapping[str, object]],
    *,
    address: Callable[[int], str],
    page: int,
    pages: int,
    total: int,
    total_is_exact: bool = True,
) -> ListShape:
    """Return a page of a list; `address` gives the absolute address of a page.

    Where the total is not exact there are more than it says, which are not listed.
    """
    return {
        "url": address(page),
        "total": total,
        "total_is_exact": total_is_exact,
        "page": page,
        "pages": pages,
        "next": address(page + 1) if page < pages else None,
        "previous": address(page - 1) if page > 1 else None,
        "results": entries,
    }
