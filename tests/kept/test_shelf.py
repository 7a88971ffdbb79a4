"""The room for answers, and making them once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

from knowledgebase.kept.answers import Answer
from knowledgebase.kept.encodings import Encoding, best_accepted
from knowledgebase.kept.once import Once
from knowledgebase.kept.shelf import Shelf
from principles.keeping import Share

KILOBYTE = 1_000


def answer(kilobytes: int, share: Share = Share.PAGES) -> Answer:
    return Answer(200, {}, b"x" * kilobytes * KILOBYTE, share)


def test_the_least_recently_used_leaves() -> None:
    shelf = Shelf(40 * KILOBYTE)  # 30 for pages
    for key in "abc":
        shelf.put(key, answer(7))
    assert shelf.get("a", Share.PAGES)
    shelf.put("d", answer(7))
    assert shelf.get("a", Share.PAGES)
    assert not shelf.get("b", Share.PAGES)
    assert shelf.size <= 30 * KILOBYTE


def test_searches_do_not_push_out_pages() -> None:
    shelf = Shelf(40 * KILOBYTE)
    shelf.put("home", answer(7))
    for number in range(1_000):
        shelf.put(number, answer(1, Share.SEARCHES))
    assert shelf.get("home", Share.PAGES)
    assert shelf.size <= 40 * KILOBYTE


def test_no_room_keeps_nothing() -> None:
    shelf = Shelf(0)
    shelf.put("home", answer(1))
    assert shelf.get("home", Share.PAGES) is None
    assert shelf.size == 0


def test_another_encoding_takes_room_too() -> None:
    shelf = Shelf(100 * KILOBYTE)
    shelf.put("home", answer(7))
    before = shelf.size
    kept = shelf.get("home", Share.PAGES)
    assert kept
    kept.response(Encoding.GZIP)
    shelf.get("home", Share.PAGES)
    assert shelf.size > before


def test_a_thing_is_made_once_for_all_who_wait() -> None:
    once: Once[str] = Once()
    may_go_on, made = Event(), []

    def make() -> str:
        made.append(1)
        may_go_on.wait(10)
        return "it"

    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(once.make_or_wait, "key", make)]
        while not made:
            sleep(0.01)
        waiting += [pool.submit(once.make_or_wait, "key", make) for _ in range(3)]
        sleep(0.2)  # so that these wait
        may_go_on.set()
        found = [future.result() for future in waiting]
    assert found == ["it"] * 4
    assert len(made) == 1


def test_an_error_leaves_nobody_waiting() -> None:
    once: Once[str] = Once()

    def fail() -> str:
        raise ZeroDivisionError

    for _ in range(2):
        try:
            once.make_or_wait("key", fail)
        except ZeroDivisionError:
            continue
        raise AssertionError("The error was lost.")


def test_encodings_are_read_as_clients_write_them() -> None:
    assert best_accepted("gzip, deflate, br") is Encoding.BROTLI
    assert best_accepted("GZIP;q=0.5") is Encoding.GZIP
    assert best_accepted("*;q=0.1") is Encoding.BROTLI
    assert best_accepted("br; q=0, *") is Encoding.GZIP
    assert best_accepted("") is Encoding.IDENTITY
