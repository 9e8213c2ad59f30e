"""Run a command with DATABASE_URL naming a PostgreSQL of its own: with_postgres.py -- COMMAND…

The cluster lives in a temporary folder, listens on this machine only, and is stopped and removed afterwards.
PostgreSQL refuses to run as root; then it runs as the user postgres, who comes with Debian's package.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = "/usr/lib/postgresql/*/bin"
# Nothing here outlives the run, so nothing needs to survive a power cut.
QUICK = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"


def binary(name: str) -> str:
    found = sorted(Path("/").glob(f"{BINARIES[1:]}/{name}"), reverse=True)
    path = str(found[0]) if found else shutil.which(name)
    if path is None:
        sys.exit("PostgreSQL is not installed. On Debian:  sudo apt-get install postgresql")
    return path


def unprivileged(*command: str) -> None:
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own commands


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster, give its URL, and take it down whatever happens."""
    with tempfile.TemporaryDirectory(prefix="lartraff-postgres-", ignore_cleanup_errors=True) as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data, port = f"{folder}/data", free_port()
        unprivileged(binary("initdb"), "-D", data, "-U", "lartraff", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {QUICK}"
        unprivileged(binary("pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgres://lartraff@127.0.0.1:{port}/postgres"
        finally:
            unprivileged(binary("pg_ctl"), "-D", data, "-m", "immediate", "stop")


def main() -> int:
    if sys.argv[1:2] != ["--"] or len(sys.argv) < 3:
        sys.exit(__doc__)
    with cluster() as url:
        return subprocess.run(sys.argv[2:], env=os.environ | {"DATABASE_URL": url}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
