"""The web server beside clients who are silent, slow, greedy or gone, with limits of a moment."""

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from knowledgebase.web.channel import Channel
from knowledgebase.web.limits import Limits
from knowledgebase.web.server import Server

BRIEF = Limits(
    body=1000, threads=2, waiting=3, wait=30, silence=0.5, request=1.5, answer=0.5, linger=0.2
)
GET = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


class Application:
    """Answers after the gate is opened, and remembers what it was asked."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.answer = b"here you are"
        self.asked: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ)
        self.bodies.append(environ["wsgi.input"].read())
        self.gate.wait(20)
        start("200 OK", [("Content-Length", str(len(self.answer)))])
        return [self.answer]


class Site:
    """A server that turns in a thread of its own."""

    def __init__(self, limits: Limits, *, when_busy: Any = None) -> None:
        self.application = Application()
        self.when_busy = when_busy
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.address = self.listening.getsockname()
        self.is_open = True
        self.patience = 5.0
        self.server: Server
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=[limits])
        self.thread.start()
        self.ready.wait(5)

    def _run(self, limits: Limits) -> None:
        self.server = Server(self.application, self.listening, limits, when_busy=self.when_busy)
        self.ready.set()
        while self.is_open:
            self.server.turn(0.05)
        self.server.refuse_connections()
        end = time.monotonic() + self.patience
        self.server.finish(until=lambda: end, beat=lambda: None)

    @property
    def channels(self) -> list[Channel]:
        """Return the connections, as the server knows them."""
        return list(self.server.active_channels.values())

    def stop(self) -> None:
        self.is_open = False

    def client(self) -> socket.socket:
        return socket.create_connection(self.address, timeout=10)

    def says(self, *pieces: bytes) -> bytes:
        with self.client() as client:
            for piece in pieces:
                client.sendall(piece)
            return rest(client)


def rest(client: socket.socket) -> bytes:
    """Return what the server sends until it closes."""
    said = b""
    with suppress(ConnectionResetError):
        while piece := client.recv(65_536):
            said += piece
    return said


def answer(client: socket.socket) -> bytes:
    """Return one answer of the application; the connection stays open."""
    said = b""
    while not said.endswith(b"here you are"):
        piece = client.recv(4096)
        assert piece, said
        said += piece
    return said


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def serving(limits: Limits = BRIEF, *, when_busy: Any = None) -> Iterator[Site]:
    site = Site(limits, when_busy=when_busy)
    try:
        yield site
    finally:
        site.application.gate.set()
        site.stop()
        site.thread.join(20)
        assert not site.thread.is_alive()
        until(lambda: not site.server.task_dispatcher.threads)
        site.server.trigger.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


def test_a_connection_serves_several_requests(site: Site) -> None:
    with site.client() as client:
        for _ in range(3):
            client.sendall(GET)
            assert answer(client)


def test_a_client_who_is_silent_is_closed_without_a_word(site: Site) -> None:
    assert site.says() == b""


def test_a_client_who_falls_silent_in_the_headers_is_told_so(site: Site) -> None:
    assert site.says(b"GET / HT").startswith(b"HTTP/1.0 408 ")


def test_a_client_who_falls_silent_in_the_body_is_told_so(site: Site) -> None:
    assert b" 408 " in site.says(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf")


@pytest.mark.parametrize("first", [b"GET / HTTP/1.1\r\n", GET, b""], ids=["new", "kept", "empty"])
def test_a_client_who_drips_has_a_deadline(site: Site, first: bytes) -> None:
    began = time.monotonic()
    with site.client() as client, suppress(BrokenPipeError, ConnectionResetError):
        client.sendall(first)
        while time.monotonic() < began + 8:
            client.sendall(b"\r\n" if first == b"" else b"x")
            time.sleep(0.1)
    assert time.monotonic() - began < 8


def test_slow_clients_hold_no_thread(site: Site) -> None:
    clients = [site.client() for _ in range(20)]
    for client in clients:
        client.sendall(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n")
    assert site.says(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    for client in clients:
        client.close()


def test_clients_who_do_not_read_hold_no_thread() -> None:
    with serving(Limits(body=1000, threads=2)) as site:
        site.application.answer = b"x" * 12_000_000
        clients = [site.client() for _ in range(3)]
        for client in clients:
            client.sendall(GET * 4)
        until(lambda: len(site.application.asked) == 3)
        site.application.answer = b"here you are"
        assert site.says(GET.replace(b"1.1", b"1.0")).endswith(b"here you are")
        for client in clients:
            client.close()


def test_the_next_request_begins_when_the_answer_before_it_is_read() -> None:
    with serving(Limits(body=1000, threads=2)) as site, site.client() as client:
        site.application.answer = b"x" * 12_000_000
        client.sendall(GET * 3)
        until(lambda: any(c.total_outbufs_len for c in site.channels))
        time.sleep(0.3)
        assert len(site.application.asked) == 1
        taken = 0
        while taken < 36_000_000:
            taken += len(client.recv(1_000_000))
        assert len(site.application.asked) == 3


def test_a_client_who_asks_too_much_at_once_is_closed(site: Site) -> None:
    site.application.gate.clear()
    assert site.says(GET * 9) == b""


def test_a_client_who_does_not_read_is_closed() -> None:
    with serving() as site:
        site.application.answer = b"x" * 12_000_000
        clients = [site.client() for _ in range(2)]
        for client in clients:
            client.sendall(GET)
        until(lambda: len(site.application.asked) == 2)
        until(lambda: not site.server.active_channels)
        assert len(rest(clients[0])) < 12_000_000
        for client in clients:
            client.close()


def test_a_request_of_a_client_who_is_gone_is_not_worked_at(site: Site) -> None:
    site.application.gate.clear()
    working = [site.client() for _ in range(2)]
    for client in working:
        client.sendall(GET)
    until(lambda: len(site.application.asked) == 2)
    with site.client() as gone:
        gone.sendall(GET)
        until(lambda: len(site.server.task_dispatcher.queue) == 1)
    until(lambda: len(site.server.active_channels) == 2)
    site.application.gate.set()
    until(lambda: not site.server.task_dispatcher.queue)
    assert len(site.application.asked) == 2
    for client in working:
        client.close()


def full(site: Site) -> list[socket.socket]:
    """Return clients whose requests are worked at or wait, as many as there is room for."""
    site.application.gate.clear()
    clients: list[socket.socket] = []
    for _ in range(5):
        clients.append(site.client())
        clients[-1].sendall(GET)
        until(lambda: len(site.application.asked) == min(2, len(clients)))
        until(lambda: len(site.server.task_dispatcher.queue) == max(0, len(clients) - 2))
    return clients


def test_beyond_the_queue_the_oldest_is_told_at_once_to_come_again(site: Site) -> None:
    clients = full(site)
    with site.client() as newest:
        newest.sendall(GET)
        refusal = rest(clients[2])
        assert refusal.startswith(b"HTTP/1.1 503 ")
        assert b"\r\nRetry-After: 5\r\n" in refusal
        site.application.gate.set()
        assert answer(newest)
    for client in clients:
        client.close()


def test_a_request_waits_for_a_thread_for_a_stated_time() -> None:
    with serving(Limits(body=1000, threads=2, waiting=3, wait=0.3)) as site:
        clients = full(site)
        assert b" 503 " in rest(clients[4])
        for client in clients:
            client.close()


def test_requests_sent_at_once_are_answered_after_those_of_others(site: Site) -> None:
    site.application.gate.clear()
    with site.client() as first, site.client() as greedy, site.client() as other:
        first.sendall(GET)
        greedy.sendall(GET.replace(b"/ ", b"/greedy ") * 2)
        until(lambda: len(site.application.asked) == 2)
        with site.client() as second:
            second.sendall(GET)
            other.sendall(GET)
            until(lambda: len(site.server.task_dispatcher.queue) == 2)
            site.application.gate.set()
            until(lambda: len(site.application.asked) == 5)
    assert [environ["PATH_INFO"] for environ in site.application.asked][-1] == "/greedy"


def test_where_all_connections_are_taken_the_longest_waiting_makes_room() -> None:
    with serving(Limits(body=1000, connections=3)) as site:
        clients = [site.client() for _ in range(3)]
        until(lambda: len(site.server.active_channels) == 3)
        with site.client() as newest:
            newest.sendall(GET)
            assert answer(newest)
        assert rest(clients[0]) == b""
        for client in clients:
            client.close()


def test_where_nobody_is_idle_the_answer_unread_for_longest_makes_room() -> None:
    with serving(Limits(body=1000, connections=2)) as site:
        site.application.answer = b"x" * 12_000_000
        reading, unread = site.client(), site.client()
        for number, client in enumerate((reading, unread)):
            client.sendall(GET)
            until(lambda: len(site.application.asked) == number + 1)  # noqa: B023 (called at once)
        until(lambda: sum(c.total_outbufs_len > 0 for c in site.channels) == 2)
        time.sleep(0.1)
        taken = len(reading.recv(1_000_000))
        while taken < 4_000_000:
            taken += len(reading.recv(1_000_000))
        until(lambda: max(left := [c.total_outbufs_len for c in site.channels]) > min(left) + 2e6)
        with site.client() as newest:
            site.application.answer = b"here you are"
            newest.sendall(GET)
            assert answer(newest)
        assert len(rest(unread)) < 12_000_000
        while taken < 12_000_000:
            piece = len(reading.recv(1_000_000))
            assert piece
            taken += piece
        reading.close()
        unread.close()


def test_an_unread_answer_makes_room_before_a_client_who_has_just_come() -> None:
    with serving(Limits(body=1000, connections=2)) as site:
        site.application.answer = b"x" * 12_000_000
        unread = site.client()
        unread.sendall(GET)
        until(lambda: any(c.total_outbufs_len for c in site.channels))
        time.sleep(0.1)
        with site.client() as fresh:
            until(lambda: len(site.channels) == 2)
            with site.client() as newest:
                site.application.answer = b"here you are"
                newest.sendall(GET)
                assert answer(newest)
                fresh.sendall(GET)
                assert answer(fresh)
        unread.close()


ANNOUNCED = b"POST / HTTP/1.1\r\nContent-Length: 1001\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        [ANNOUNCED + b"\r\n"],
        [ANNOUNCED + b"Expect: 100-continue\r\n\r\n"],
        [b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"40\r\n" + b"x" * 64 + b"\r\n"]
        + [b"40\r\n" + b"x" * 64 + b"\r\n"] * 20,
        [b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"FFFFFFFF\r\n", b"x" * 5000],
    ],
    ids=["announced", "expecting", "in chunks", "in one chunk"],
)
def test_a_body_beyond_the_largest_form_is_refused_before_it_is_read(
    site: Site, pieces: list[bytes]
) -> None:
    assert site.says(*pieces).startswith(b"HTTP/1.1 413 ")
    assert not site.application.asked


def test_a_body_of_the_largest_form_is_read(site: Site) -> None:
    said = site.says(b"POST / HTTP/1.0\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000)
    assert b" 200 OK" in said
    assert site.application.bodies == [b"x" * 1000]


def test_large_bodies_have_a_room_of_stated_size() -> None:
    head = b"POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n"
    with serving(Limits(body=200_000, bodies=150_000)) as site, site.client() as first:
        first.sendall(head + b"x" * 100_000)
        until(lambda: any(c.request for c in list(site.server.active_channels.values())))
        time.sleep(0.3)
        assert b" 503 " in site.says(head + b"x" * 100_000)


def test_a_large_body_behind_another_request_has_to_find_room_too() -> None:
    head = b"POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n"
    with serving(Limits(body=200_000, bodies=150_000)) as site, site.client() as first:
        site.application.gate.clear()
        first.sendall(head + b"x" * 100_000)
        until(lambda: any(c.request and c.request.is_large for c in site.channels))
        with site.client() as second, suppress(ConnectionResetError, BrokenPipeError):
            second.sendall(GET)
            until(lambda: len(site.application.asked) == 1)
            second.sendall(head + b"x" * 100_000)
            assert rest(second) == b""
        assert len(site.channels) == 1


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"x" * 18_500 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 41_000, b"431"),
        (b"GET / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", b"400"),
        (b"GET http://[ HTTP/1.1\r\n\r\n", b"400"),
        (b"nonsense\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", b"501"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 5000, b"400"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_no_request_is_refused(request_: bytes, status: bytes) -> None:
    with serving(Limits(body=10_000)) as site:
        assert site.says(request_).split(b" ")[1] == status
        assert not site.application.asked


def test_head_is_answered_with_the_headers_alone(site: Site) -> None:
    with site.client() as client:
        client.sendall(GET.replace(b"GET", b"HEAD"))
        said = client.recv(4096)
        assert b"Content-Length: 12\r\n" in said
        assert said.endswith(b"\r\n\r\n")
        client.sendall(GET)
        assert answer(client)


def test_a_head_that_is_refused_is_answered_with_the_headers_alone(site: Site) -> None:
    said = site.says(b"HEAD / HTTP/1.1\r\nContent-Length: 1001\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 413 ")
    assert said.endswith(b"\r\n\r\n")


def test_a_header_with_an_underscore_is_dropped(site: Site) -> None:
    site.says(b"GET / HTTP/1.0\r\nSCRIPT_NAME: /x\r\nX_Forwarded_For: 1.2.3.4\r\n\r\n")
    assert site.application.asked[0]["SCRIPT_NAME"] == ""
    assert "HTTP_X_FORWARDED_FOR" not in site.application.asked[0]


def test_urgent_data_closes_the_connection(site: Site) -> None:
    with site.client() as client:
        client.send(b"x", socket.MSG_OOB)
        assert rest(client) == b""


def test_a_stop_lets_an_answer_under_way_end_and_refuses_new_connections(site: Site) -> None:
    site.application.gate.clear()
    with site.client() as client, site.client() as idle:
        client.sendall(GET)
        until(lambda: len(site.application.asked) == 1)
        site.stop()
        assert rest(idle) == b""
        with pytest.raises(ConnectionRefusedError):
            site.client()
        site.application.gate.set()
        assert rest(client).endswith(b"here you are")
    site.thread.join(10)
    assert not site.server.task_dispatcher.threads


def test_a_stop_waits_for_a_stated_time(site: Site) -> None:
    site.application.gate.clear()
    with site.client() as client:
        client.sendall(GET)
        until(lambda: len(site.application.asked) == 1)
        site.patience = 0.3
        site.stop()
        site.thread.join(5)
        assert not site.thread.is_alive()
        assert rest(client) == b""


def test_it_is_alive_while_a_thread_is_free_or_has_begun_lately() -> None:
    with serving(Limits(body=1000, threads=2, stuck=0.5)) as site:
        site.application.gate.clear()
        clients = [site.client() for _ in range(2)]
        clients[0].sendall(GET)
        until(lambda: len(site.application.asked) == 1)
        time.sleep(0.7)
        assert site.server.is_alive()
        clients[1].sendall(GET)
        until(lambda: len(site.application.asked) == 2)
        assert site.server.is_alive()
        time.sleep(0.7)
        assert not site.server.is_alive()
        site.application.gate.set()
        until(site.server.is_alive)
        for client in clients:
            client.close()
