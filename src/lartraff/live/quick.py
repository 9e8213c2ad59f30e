"""Writing a few updates to SQLite straight from the event loop.

A thread's way there and back takes several times as long as the write itself, and everybody in the room waits for it at
every letter. If the database is busy just then, or is PostgreSQL, the thread does it: nobody ever waits here.
"""

import sqlite3
from collections.abc import Sequence

from django.db import connections

from lartraff.live.store import UPDATES


class QuickLog:
    def __init__(self, file: str) -> None:
        self._connection = sqlite3.connect(file, timeout=0, isolation_level=None)
        # As Django's own connections are; but emptying the write-ahead log, which can take a while, is left to them.
        for setting in ("foreign_keys=ON", "synchronous=NORMAL", "wal_autocheckpoint=0"):
            self._connection.execute(f"PRAGMA {setting}")

    def append(self, updates: Sequence[tuple[int, bytes]]) -> bool:
        """Write all of them and return True; or none of them, and False: then take the long way."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        try:
            self._connection.executemany(f"INSERT INTO {UPDATES} (document_id, data) VALUES (?, ?)", updates)  # noqa: S608
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._connection.execute("ROLLBACK")
            return False
        return True

    def close(self) -> None:
        self._connection.close()


def quick_log() -> QuickLog | None:
    """The short way, where there is one."""
    database = connections["default"]
    return QuickLog(str(database.settings_dict["NAME"])) if database.vendor == "sqlite" else None
