"""Two hundred clients each who are silent, slow or gone keep no other reader waiting."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic as now
from time import sleep

import pytest

from tests.faults.conftest import Site

pytestmark = pytest.mark.faults
CLIENTS = 200
EVERY_CONNECTION = 1_100  # more than both processes keep
SECONDS = 2  # in which another reader is answered
LARGEST = 300 * 1024 * 1024
HEAD = b"Host: 127.0.0.1\r\n"
LARGE = b"GET /static/fonts/source-serif-4-latin-opsz-normal.woff2 HTTP/1.1\r\n" + HEAD + b"\r\n"
FORM = b"POST /verify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\n"
SENT = {
    "silent": b"",
    "slow in headers": b"GET / HTTP/1.1\r\nHo",
    "slow in bodies": FORM + b"text=half",
    "not reading": LARGE,
    "gone": b"GET / HTTP/1.1\r\n" + HEAD + b"\r\n",
}


@contextmanager
def clients(site: Site, sent: bytes, *, number: int = CLIENTS) -> Iterator[list[socket.socket]]:
    """Open connections to the site, and send that over each."""
    with ExitStack() as stack:
        opened: list[socket.socket] = []
        for _ in range(number):
            client = stack.enter_context(socket.socket())
            # For small segments the site's kernel buffers little: a large answer waits in the site.
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.settimeout(10)
            client.connect(("127.0.0.1", site.port))
            client.sendall(sent)
            opened.append(client)
        yield opened


def status(site: Site, path: str) -> int:
    """Ask as another reader does, who waits for two seconds until the page is there."""
    connection, began = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20), now()
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    assert now() - began < SECONDS
    return answer.status


def statuses(site: Site) -> list[int]:
    """Return what a reader of three pages gets."""
    return [status(site, path) for path in ("/", "/search/?q=day", "/principles/")]


@pytest.mark.parametrize("kind", ["silent", "slow in headers", "slow in bodies", "not reading"])
def test_a_reader_is_answered_beside_clients_who_hold_on(site: Site, kind: str) -> None:
    with clients(site, SENT[kind]):
        assert statuses(site) == [200] * 3


@pytest.mark.parametrize("kind", ["gone", "slow in bodies", "not reading"])
def test_a_reader_is_answered_beside_clients_who_go_away(site: Site, kind: str) -> None:
    with clients(site, SENT[kind]):
        pass
    assert statuses(site) == [200] * 3


def test_a_reader_is_answered_beside_clients_of_every_kind_at_once(site: Site) -> None:
    with ExitStack() as stack:
        for kind in ("silent", "slow in headers", "slow in bodies", "not reading"):
            stack.enter_context(clients(site, SENT[kind]))
        assert statuses(site) == [200] * 3


def test_a_reader_is_answered_beside_clients_who_drip_and_these_are_closed(site: Site) -> None:
    with clients(site, b"") as in_headers, clients(site, FORM) as in_bodies:
        alive = {*in_headers, *in_bodies}
        for second in range(40):
            for client in tuple(alive):
                try:
                    client.send(b"GET /"[second : second + 1] or b"x")
                except OSError:
                    alive.discard(client)
            if second in {2, 20}:
                assert statuses(site) == [200] * 3
            if not alive:
                break
            sleep(1)
        assert not alive


def test_a_reader_is_answered_beside_clients_who_ask_for_much_and_do_not_read(site: Site) -> None:
    page = b"GET /about/verification/ HTTP/1.1\r\n" + HEAD + b"\r\n"
    with clients(site, b""), clients(site, page * 8):
        assert statuses(site) == [200] * 3


def test_a_reader_is_answered_where_every_connection_leaves_a_large_answer_unread(
    site: Site,
) -> None:
    with clients(site, LARGE, number=EVERY_CONNECTION):
        sleep(2)  # in which the answers are made
        assert statuses(site) == [200] * 3


def test_a_reader_is_answered_where_every_connection_asks_for_a_file_again_and_again(
    site: Site,
) -> None:
    with clients(site, LARGE * 8, number=EVERY_CONNECTION):
        sleep(5)  # in which the answers are begun, each of which holds its file
        held = [worker.num_fds() for worker in site.process.children()]
        assert statuses(site) == [200] * 3
    assert max(held) < 1_500


@pytest.mark.parametrize("way", ["announced", "in chunks"])
def test_an_upload_of_three_hundred_megabytes_leaves_nothing(site: Site, way: str) -> None:
    head = b"POST /verify/ HTTP/1.1\r\n" + HEAD
    length = b"Content-Length: %d\r\n\r\n" % LARGEST
    head += length if way == "announced" else b"Transfer-Encoding: chunked\r\n\r\n"
    piece = b"x" * 1_048_576
    piece = piece if way == "announced" else b"100000\r\n" + piece + b"\r\n"
    answer = b""
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as client:
        client.sendall(head)
        with suppress(ConnectionResetError, BrokenPipeError):
            for _ in range(LARGEST // len(piece)):
                client.sendall(piece)
                assert site.open_files() < 4_000_000
                if way == "announced":
                    break
        with suppress(ConnectionResetError):
            answer = client.recv(4096)
        assert site.open_files() < 4_000_000
    assert answer.startswith(b"HTTP/1.1 413 ")
    end = now() + 5
    while site.open_files():
        assert now() < end
        sleep(0.1)
    assert not list(site.temporary.iterdir())


def test_a_stalled_upload_leaves_nothing(site: Site) -> None:
    head = b"POST /verify/ HTTP/1.1\r\n" + HEAD + b"Content-Length: 2000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as client:
        client.sendall(head + b"x" * 1_500_000)
        assert client.recv(4096).startswith(b"HTTP/1.1 408 ")
        assert not site.open_files()


def answers_at_once(site: Site, asked: bytes) -> list[bytes]:
    """Return what two hundred clients get who ask at the same moment and read to the end."""
    answers: list[bytes] = []

    def read(client: socket.socket) -> None:
        said = b""
        with suppress(OSError):
            client.settimeout(30)
            while piece := client.recv(65_536):
                said += piece
        answers.append(said)

    with clients(site, asked) as opened:
        readers = [threading.Thread(target=read, args=[client]) for client in opened]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    return answers


def test_a_form_beyond_what_can_be_borne_comes_back_as_it_was_posted(site: Site) -> None:
    # Too long for an address, so that it is compared and not led on at once.
    typed = b"text=It+is+%22day+one%22." + b"+Whales+are+big+and+ships+sail." * 60
    typed += b"&csrfmiddlewaretoken=abc"
    form = b"POST /verify/ HTTP/1.0\r\n" + HEAD
    form += b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
    answers = answers_at_once(site, form % len(typed) + typed)
    refused = [answer for answer in answers if b" 503 " in answer[:20]]
    assert refused
    for answer in refused:
        assert b'name="text" value="It is &quot;day one&quot;. Whales' in answer
        assert b'name="csrfmiddlewaretoken" value="abc"' in answer
        assert b"\r\nRetry-After: 5\r\n" in answer


def test_more_requests_than_can_be_borne_are_told_to_come_again(site: Site) -> None:
    asked = b"GET /search/?q=customer+day+principle HTTP/1.0\r\n" + HEAD + b"\r\n"
    answers = answers_at_once(site, asked)
    refused = [answer for answer in answers if b" 503 " in answer[:20]]
    served = [answer for answer in answers if b" 200 " in answer[:20]]
    assert len(refused) + len(served) == CLIENTS
    assert served
    assert all(b"\r\nRetry-After: " in answer for answer in refused)
    assert refused
