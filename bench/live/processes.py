"""Processes that a measurement starts: each ends with it, whatever happens, and tells what it costs meanwhile."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")

# What is to be killed when we end: process groups, by the number of their first process.
_running: set[int] = set()


class CannotStart(Exception):
    """A server did not answer in time; holds the end of what it wrote."""


class Process:
    """A process group of its own, so that what it starts ends with it. What it says goes to the file `log`."""

    def __init__(
        self, command: Sequence[str], *, log: Path, environment: Mapping[str, str], folder: Path = ROOT
    ) -> None:
        self.log = log
        with log.open("ab") as file:
            self.popen = subprocess.Popen(  # noqa: S603  our own commands
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                cwd=ROOT,
                start_new_session=True,
            )
        _running.add(self.popen.pid)

    def pids(self) -> list[int]:
        """This process and all that came from it."""
        found = [self.popen.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in task.read_text().split()]
        return found

    def cpu_seconds(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids())

    def resident_kb(self) -> int:
        return sum(resident_kb(pid) for pid in self.pids())

    def kill(self) -> None:
        """As a power cut would, for this program: no warning, no time to write anything."""
        self._end(signal.SIGKILL)

    def stop(self, patience: float = 15) -> None:
        """Ask it to end, and end it if it will not."""
        self._end(signal.SIGTERM, patience)

    def _end(self, how: signal.Signals, patience: float = 5) -> None:
        for number in (how, signal.SIGKILL):
            try:
                os.killpg(self.popen.pid, number)
                self.popen.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                self.popen.wait()
            break
        _running.discard(self.popen.pid)

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]


def cpu_seconds(pid: int) -> float:
    # The name in parentheses may hold anything, so fields are counted from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def wait_until_it_answers(process: Process, port: int, *, patience: float = 60) -> None:
    """Return when something answers HTTP at `port`, whatever it says."""
    until = time.monotonic() + patience
    while time.monotonic() < until and process.popen.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CannotStart(process.told())


def wait_until_quiet(processes: Sequence[Process], *, patience: float = 15) -> None:
    """Return when none of them has used more than a twentieth of a core for half a second."""
    until = time.monotonic() + patience
    before = sum(process.cpu_seconds() for process in processes)
    while time.monotonic() < until:
        time.sleep(0.5)
        now = sum(process.cpu_seconds() for process in processes)
        if now - before <= 0.025:
            return
        before = now


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def ending_with_us(popen: "subprocess.Popen[str]") -> Iterator[None]:
    """Kill a process that leads a group of its own when we are done with it, or end before."""
    _running.add(popen.pid)
    try:
        yield
    finally:
        _kill_group(popen.pid)
        popen.wait()
        _running.discard(popen.pid)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def end_all() -> None:
    for pid in _running:
        _kill_group(pid)


def end_everything_on_signals() -> None:
    """Let Ctrl+C, a polite end (SIGTERM) and a closed terminal end what was started too."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, leave)


atexit.register(end_all)
