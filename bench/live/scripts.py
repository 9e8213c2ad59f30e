"""Talking to the scripts beside us, one line in and one line out, as JSON: the clients in bench/live/client."""

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from bench.live.processes import ROOT, ending_with_us
from bench.live.servers import HERE

Finding = dict[str, Any]


class ScriptFailed(Exception):
    """A client script ended without telling what it found; holds what it said instead."""


class Conversation:
    """A running script. It reads a line from us and answers with a line."""

    def __init__(self, popen: subprocess.Popen[str], name: str) -> None:
        self.popen, self.name = popen, name

    def ask(self, line: str) -> Finding:
        assert self.popen.stdin
        assert self.popen.stdout
        with suppress(BrokenPipeError):  # it has ended already, and its last words say why
            self.popen.stdin.write(line + "\n")
            self.popen.stdin.flush()
        answer = self.popen.stdout.readline()
        if not answer:
            assert self.popen.stderr
            raise ScriptFailed(f"{self.name}: {self.popen.stderr.read()[-2000:]}")
        found: Finding = json.loads(answer)
        return found


@contextmanager
def talking_to(
    command: Sequence[str], *, patience: float = 600, environment: Mapping[str, str] | None = None
) -> Iterator[Conversation]:
    """Start a script, and end it afterwards, or when it has taken more seconds than `patience`."""
    popen = subprocess.Popen(  # noqa: S603  our own script
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment,
        cwd=ROOT,
    )
    alarm = threading.Timer(patience, popen.kill)
    alarm.daemon = True
    alarm.start()
    with popen, ending_with_us(popen):
        try:
            yield Conversation(popen, command[-1])
        finally:
            alarm.cancel()


def client(name: str) -> list[str]:
    return ["node", str(HERE / "client" / f"{name}.mjs")]


def run(name: str, job: Mapping[str, Any], *, patience: float = 600) -> Finding:
    with talking_to(client(name), patience=patience) as script:
        return script.ask(json.dumps(job))
