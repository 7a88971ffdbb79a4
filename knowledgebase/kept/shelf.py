"""The room in which answers are kept, within a number of bytes; the least recently used leave."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

from knowledgebase.kept.answers import Answer
from principles.keeping import Share

OF_SEARCHES = 0.25  # of the room; the rest is for pages


class Shelf:
    """Answers by key. Threads may share it."""

    def __init__(self, size: int) -> None:
        searches = int(size * OF_SEARCHES)
        self._rooms = {
            Share.PAGES: _Room(size - searches),
            Share.SEARCHES: _Room(searches),
        }

    def get(self, key: Hashable, share: Share) -> Answer | None:
        """Return the answer, which becomes the most recently used, or nothing."""
        return self._rooms[share].get(key)

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep the answer, and let go of others as far as room is needed."""
        self._rooms[answer.share].put(key, answer)

    @property
    def size(self) -> int:
        """Return how many bytes are taken, about."""
        return sum(room.size for room in self._rooms.values())


class _Room:
    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, tuple[Answer, int]] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def get(self, key: Hashable) -> Answer | None:
        with self._lock:
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            answer, counted = self._answers[key]
            if answer.size != counted:  # in another encoding since
                self._count(key, answer)
            return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        with self._lock:
            self._count(key, answer)

    def _count(self, key: Hashable, answer: Answer) -> None:
        _, counted = self._answers.pop(key, (answer, 0))
        self._answers[key] = answer, answer.size
        self.size += answer.size - counted
        while self.size > self._most:
            _, (_, counted) = self._answers.popitem(last=False)
            self.size -= counted
