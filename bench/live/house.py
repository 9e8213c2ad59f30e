"""Build a house with open meetings and print where everybody may sit, as JSON.

    python -m bench.live.house 2 10 50 8x20 --people 50

opens meetings with 2, 10 and 50 people and twenty with 8, all drawn in turn from 50 people (without --people everybody
sits in one meeting only). LARTRAFF_DATA and DATABASE_URL name the house; it must be prepared and empty.
"""

import argparse
import json
import os
import sys

import django


def sizes_of(words: list[str]) -> list[int]:
    """`8x20` is twenty meetings with eight people."""
    pairs = [word.partition("x") for word in words]
    return [int(size) for size, _, times in pairs for _ in range(int(times or 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", metavar="SIZE[xTIMES]")
    parser.add_argument("--people", type=int, help="how many teachers there are")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    django.setup()
    from bench.live import school  # noqa: PLC0415  it needs the models, and they need the settings

    sizes = sizes_of(arguments.sizes)
    json.dump(school.build(sizes, arguments.people or sum(sizes)), sys.stdout)


if __name__ == "__main__":
    main()
