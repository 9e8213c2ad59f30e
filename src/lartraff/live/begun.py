"""Taking the first step of a coroutine now, instead of when its turn comes on the event loop.

To send a frame is hardly ever to wait, and waking a task for each screen and each letter costs more than the sending.
(Python 3.12 has eager tasks for this.)
"""

from collections.abc import Coroutine, Generator
from typing import Any


class Begun:
    """Raises what the first step raises. `is_done`: that was all of it; otherwise await the rest."""

    def __init__(self, coroutine: Coroutine[Any, Any, None]) -> None:
        self._coroutine = coroutine
        self._waits_for: Any = None
        self.is_done = False
        try:
            self._waits_for = coroutine.send(None)
        except StopIteration:
            self.is_done = True

    def __await__(self) -> Generator[Any, Any, None]:
        if not self.is_done:
            # Its first step has asked the loop to be woken by this: the task that goes on with it asks in its place.
            yield self._waits_for
            yield from self._coroutine.__await__()
            self.is_done = True
