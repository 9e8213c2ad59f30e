"""Work that waits for the database, beside the event loop.

A few threads, each with one database connection of its own: enough for commands and pages of state, and few enough that
the event loop, which shares the interpreter with them, is not kept waiting.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections, connections

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

WORKERS = 2


class Threads:
    """`work` runs things side by side; `write` runs them one after the other, for the documents' log."""

    def __init__(self) -> None:
        self.workers = ThreadPoolExecutor(WORKERS, "live")
        self.writer = ThreadPoolExecutor(1, "live-log")

    async def work(self, do: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.workers, lambda: with_connection(do, *args, **kwargs))

    async def write(self, do: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.writer, lambda: with_connection(do, *args, **kwargs))

    def stop(self) -> None:
        for pool, threads in ((self.workers, WORKERS), (self.writer, 1)):
            for _thread in range(threads):
                pool.submit(connections.close_all)
            pool.shutdown()


def with_connection(do: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs) -> Answer:
    """Do it with a database connection that works, and give a pooled one back."""
    close_old_connections()
    try:
        return do(*args, **kwargs)
    finally:
        close_old_connections()
