"""A file's name as it may be kept: some systems put a pupil's or a clerk's personal number in it."""

import re
from pathlib import PureWindowsPath

_LONG_NUMBER = re.compile(r"\d(?:[-+ _]*\d){5,}")
LONGEST = 120


def without_numbers(name: str) -> str:
    """The last part of the path, with every number of six digits or more taken out."""
    return _LONG_NUMBER.sub("…", PureWindowsPath(name).name)[-LONGEST:]
