#!/bin/sh
# Make sure that commands are there: debian.sh COMMAND=PACKAGE … installs the packages of those that are missing.
set -eu

missing=""
for pair in "$@"; do
    command=${pair%%=*}
    package=${pair#*=}
    # PostgreSQL's server commands are not on the PATH; an absolute name may hold a pattern.
    case "$command" in
        /*) ls $command >/dev/null 2>&1 || missing="$missing $package" ;;
        *) command -v "$command" >/dev/null 2>&1 || missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install these first, by the names they have on your system:$missing" >&2
    exit 1
fi
if [ "$(id -u)" != 0 ]; then
    echo "Please run this once, then make again:  sudo apt-get install$missing" >&2
    exit 1
fi
echo "Installing$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends $missing >/dev/null
