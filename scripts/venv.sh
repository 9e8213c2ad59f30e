#!/bin/sh
# Make .venv with Python 3.11 or later, and install into it what the arguments (for pip) say.
set -eu

python=""
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Lärträff needs Python 3.11 or later. On Debian:  sudo apt-get install python3 python3-venv" >&2
    exit 1
fi
if [ ! -x .venv/bin/pip ]; then
    "$python" -c 'import ensurepip' 2>/dev/null || "$(dirname "$0")/debian.sh" /no-ensurepip=python3-venv
    "$python" -m venv .venv
fi
.venv/bin/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
.venv/bin/pip install --quiet --disable-pip-version-check "$@"
