"""What is passed on as it comes, and counted on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_Item = TypeVar("_Item")


class Counted(Generic[_Item]):
    """Passes on what it is given, and knows afterwards how much that was."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self._items = items
        self._count = 0

    def __iter__(self) -> Iterator[_Item]:
        for item in self._items:
            self._count += 1
            yield item

    def __len__(self) -> int:
        return self._count
