"""What one process of the web server gives its clients."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes; beyond each of them a client is refused or closed."""

    body: int
    request_line: int = 18_432  # 1,500 characters to verify are 18,000 bytes in some scripts
    headers: int = 40_960
    bodies: int = 67_108_864  # all large ones that are under way, together

    threads: int = 4
    connections: int = 500  # beyond, the one that is idle or unread for longest is closed
    pipelined: int = 8  # requests sent at once over one connection; beyond, it is closed
    waiting: int = 32  # whole requests without a thread; beyond, the oldest is answered 503
    wait: float = 5  # of a whole request for a thread; beyond, it is answered 503
    page: float = 20  # from a form's arrival to its 503 page; beyond, a line. Proxies wait for 60

    silence: float = 10  # of a client who owes a request
    request: float = 30  # from the connection's start or its last answer to the end of a request
    answer: float = 60  # until the client has read it
    linger: float = 2  # for what a refused client still sends, read and thrown away
    stuck: float = 30  # all threads with the same requests; beyond, the process counts as dead
