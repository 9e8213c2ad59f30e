"""The `lartraff` command, watched: where does the processor time go? BENCH_PROFILE=FILE python -m bench.live ...

The first thread, where the event loop runs, is interrupted after every few milliseconds of work; what the others do is
looked at beside. Each look counts as much processor time as its thread has used since the one before. Written anew
every few seconds.
"""

import collections
import itertools
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType

EVERY = 0.005  # seconds
WRITTEN_EVERY = 600  # looks
SHOWN = 70


class Watch:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.used: collections.Counter[str] = collections.Counter()
        self.alone: collections.Counter[str] = collections.Counter()
        self.within: collections.Counter[str] = collections.Counter()
        self.before: dict[int, float] = {}
        self.main = threading.main_thread().ident
        signal.signal(signal.SIGPROF, self.interrupt)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        threading.Thread(target=self.look, daemon=True, name="watch").start()

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        if frame is not None:
            self.count("main", threading.get_ident(), time.thread_time(), frame)

    def look(self) -> None:
        for looks in itertools.count(1):
            time.sleep(EVERY)
            if looks % WRITTEN_EVERY == 0:
                self.tell()
            for thread in threading.enumerate():
                frame = sys._current_frames().get(thread.ident or 0)  # noqa: SLF001  documented, in spite of its name
                if thread.ident in {self.main, threading.get_ident()} or frame is None:
                    continue
                used = time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0))
                self.count(thread.name.rsplit("_", 1)[0], thread.ident or 0, used, frame)

    def count(self, thread: str, ident: int, used: float, frame: FrameType) -> None:
        spent = int((used - self.before.get(ident, used)) * 1e6)
        self.before[ident] = used
        if not spent:
            return
        stack = []
        at: FrameType | None = frame
        while at is not None:
            stack.append("/".join(at.f_code.co_filename.rsplit("/", 2)[1:]) + ":" + at.f_code.co_name)
            at = at.f_back
        self.used[thread] += spent
        self.alone[f"{thread:<9} {stack[0]}"] += spent
        for function in set(stack):
            self.within[f"{thread:<9} {function}"] += spent

    def tell(self) -> None:
        lines = []
        for title, counter in (
            ("Processor seconds by thread", self.used),
            ("In the function itself", self.alone),
            ("In it or below it", self.within),
        ):
            lines += ["", title, *(f"{spent / 1e6:8.2f}  {what}" for what, spent in counter.most_common(SHOWN))]
        self.file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    from lartraff.config.cli import main

    Watch(Path(os.environ["BENCH_PROFILE"]))
    main()
