"""A listening socket with its connections, and the threads that their requests wait for.

Threads take the newest request first. Under more load than they can bear, the latest readers are
answered at once and the oldest, who have probably gone, are told to come again; in the order of
arrival everybody would wait longest. See "adaptive LIFO" in Maurer, "Fail at Scale", ACM Queue
13(8), 2015.
"""

import logging
import socket
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from knowledgebase.web.channel import Channel
from knowledgebase.web.limits import Limits
from knowledgebase.web.requests import BUSY, Busy, PutOff, WSGIApplication

logger = logging.getLogger(__name__)
REPORTED_EVERY = 60  # seconds between two lines in the log
REST = 4  # times as long as the loop took for a page; it may have ten thousand fields to carry


class Dispatcher(ThreadedTaskDispatcher):
    """The threads, and the requests that wait for one, newest first."""

    queue: deque[Channel]

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.limits = limits
        self.set_thread_count(limits.threads)

    def add(self, channel: Channel, *, is_next: bool) -> Channel | None:
        """Let a request wait for a thread; return one that has to make room for it.

        The next of several requests that were sent at once comes after those of other clients.
        """
        channel.waits_since = time.monotonic()
        with self.lock:
            (self.queue.append if is_next else self.queue.appendleft)(channel)
            self.queue_cv.notify()
            return self.queue.pop() if len(self.queue) > self.limits.waiting else None

    def take_overdue(self, now: float) -> list[Channel]:
        """Return the requests that have waited too long; they wait no more."""
        with self.lock:
            late = [each for each in self.queue if now - each.waits_since > self.limits.wait]
            for channel in late:
                self.queue.remove(channel)
        return late


class Server(TcpWSGIServer):
    """A web server whose owner turns its loop."""

    channel_class = Channel
    task_dispatcher: Dispatcher

    def __init__(
        self,
        application: WSGIApplication,
        listening: socket.socket,
        limits: Limits,
        *,
        when_busy: WSGIApplication | None = None,
    ) -> None:
        """Serve the application; let `when_busy`, if given, answer requests that no thread took.

        It is called in the loop, and has to be quick.
        """
        self.limits = limits
        self._when_busy = when_busy
        self._refused: deque[Channel] = deque()
        self._put_off: deque[Channel] = deque()
        self._rests_until = 0.0
        self._busy: dict[int, float] = {}
        self._counts: Counter[str] = Counter()
        self._reported = self._looked = float("-inf")
        address = listening.getsockname()
        super().__init__(
            application,
            map={},
            _sock=listening,
            dispatcher=Dispatcher(limits),
            adj=_adjustments(limits, name=address[0]),
            sockinfo=(listening.family, listening.type, listening.proto, address),
            bind_socket=False,
        )
        self._loop = threading.current_thread()

    def turn(self, seconds: float = 1.0) -> None:
        """Read and write once what can be, or wait for it; once a second, look at all clocks."""
        if self._put_off:
            seconds = min(seconds, max(0, self._rests_until - time.monotonic()))
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)
        if time.monotonic() - self._looked > 1:
            self.maintenance(time.monotonic())
        while self._refused:
            self._refused.popleft().service()
        if self._put_off and time.monotonic() >= self._rests_until:
            self._answer_put_off()

    def _answer_put_off(self) -> None:
        """Answer the newest with the page, and with a line who has waited too long for it."""
        began = time.monotonic()
        self._put_off.pop().service()
        now = time.monotonic()
        for channel in [c for c in self._put_off if now - c.waits_since > self.limits.page]:
            self._put_off.remove(channel)
            self._answer_line(channel)
        self._rests_until = now + REST * (now - began)

    def is_alive(self) -> bool:
        """Say whether a thread is free, or has begun its request a short time ago."""
        begun = list(self._busy.values())
        if len(begun) < self.limits.threads:
            return True
        since = time.monotonic() - max(begun)
        return since < self.limits.stuck

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count the present thread as busy."""
        thread = threading.get_ident()
        self._busy[thread] = time.monotonic()
        try:
            yield
        finally:
            del self._busy[thread]

    def count(self, event: str) -> None:
        """Remember for the log what happened to a client."""
        self._counts[event] += 1

    def is_full_of_bodies(self) -> bool:
        """Say whether the large bodies under way take all the room there is for them."""
        held: Iterator[int] = (
            request.body_bytes_received
            for channel in self.active_channels.values()
            for request in (channel.request, *channel.requests)
            if request is not None and request.is_large
        )
        return sum(held) > self.limits.bodies

    def add_task(self, task: Channel) -> None:
        """Give a whole request to the threads, or let it wait for the answer before it."""
        if threading.current_thread() is self._loop:
            self._add(task, is_next=False)
        else:
            task.hold()

    def add_next(self, task: Channel) -> None:
        """Give the threads the next of several requests that were sent at once."""
        self._add(task, is_next=True)

    def _add(self, task: Channel, *, is_next: bool) -> None:
        """Let a request wait for a thread; to be refused, it needs none."""
        if task.requests[0].error:
            self._answer_in_loop(task)
            return
        oldest = self.task_dispatcher.add(task, is_next=is_next)
        if oldest is not None:
            self._answer_busy(oldest)

    def _answer_busy(self, channel: Channel) -> None:
        """Answer with the application's page; while many wait for that, with a line.

        What was posted is on the page, so a form waits for it, but for a stated time.
        """
        self.count("answered 503")
        request = channel.requests[0]
        is_crowded = len(self._put_off) >= self.limits.waiting and request.command != "POST"
        if self._when_busy is None or is_crowded:
            self._answer_line(channel)
        else:
            request.error = PutOff(self._when_busy, channel.environment)
            self._put_off.append(channel)
            self.pull_trigger()

    def _answer_line(self, channel: Channel) -> None:
        channel.requests[0].error = Busy(BUSY)
        self._answer_in_loop(channel)

    def _answer_in_loop(self, channel: Channel) -> None:
        self._refused.append(channel)
        self.pull_trigger()

    def handle_accept(self) -> None:
        if len(self.active_channels) >= self.limits.connections:
            self._make_room()
        super().handle_accept()

    def _make_room(self) -> None:
        """Close whose client has owed a request, or the reading of an answer, for the longest."""
        channels: list[Channel] = list(self.active_channels.values())
        owing = [channel for channel in channels if channel.is_idle or channel.total_outbufs_len]
        if owing:
            self.count("closed for want of room")
            min(owing, key=lambda channel: channel.owing_since).close_at_once()

    def maintenance(self, now: float) -> None:
        """Look at every clock; the wall's time, by which waitress calls this, may jump."""
        moment = self._looked = time.monotonic()
        for channel in list(self.active_channels.values()):
            channel.keep_time(moment)
        for channel in self.task_dispatcher.take_overdue(moment):
            self._answer_busy(channel)
        if self._counts and moment - self._reported > REPORTED_EVERY:
            counts, self._counts = self._counts, Counter()  # threads may be counting
            said = ", ".join(f"{number} {event}" for event, number in counts.items())
            logger.warning("Clients since the last such line: %s.", said)
            self._reported = moment

    def refuse_connections(self) -> None:
        """Stop listening; what is under way goes on."""
        wasyncore.dispatcher.close(self)

    def finish(self, *, until: Callable[[], float], beat: Callable[[], None]) -> None:
        """Let answers under way end, calling `beat` meanwhile; then close everything.

        `until` gives the moment to end by, which may come nearer meanwhile.
        """
        while self.active_channels and time.monotonic() < until():
            beat()
            for channel in list(self.active_channels.values()):
                if channel.is_idle and not channel.close_when_flushed:
                    channel.close_at_once()
            self.turn(0.05)
        self.task_dispatcher.shutdown(timeout=max(0.1, until() - time.monotonic()))
        for channel in list(self.active_channels.values()):
            channel.close_at_once()
        if not self.task_dispatcher.threads:  # one that is stuck may still pull it
            self.trigger.close()


def _adjustments(limits: Limits, *, name: str) -> Adjustments:
    adjustments = Adjustments(
        backlog=2048,
        channel_request_lookahead=1,  # a client who goes away is noticed while its request waits
        cleanup_interval=1,
        clear_untrusted_proxy_headers=False,  # the application does, under any server
        connection_limit=limits.connections + 16,
        ident=None,
        log_socket_errors=False,
        max_request_body_size=limits.body + 1,
        max_request_header_size=limits.headers,
        server_name=name,
    )
    adjustments.limits = limits
    return adjustments
