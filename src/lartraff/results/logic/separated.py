"""Text whose columns are separated by something, as rows. What separates them is told from the text itself."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from lartraff.results.logic.problems import Fatal, ProblemCode
from lartraff.results.logic.records import MAX_CHARACTERS, MAX_LINES

# In the order of trust: a decimal comma is no separator where there are semicolons as well.
SEPARATORS = ("\t", ";", "|", ",")
MAX_ROWS = 500_000
_LINES_LOOKED_AT = 2000
_QUOTED = re.compile(r'"[^"\n]*"')
_HINT = re.compile(r"\ufeff?sep=(.)\n")  # a first line that spreadsheets write for one another


def rows_of_text(text: str) -> Iterator[list[str]]:
    """Yield a row for every line, so that the place of a row is the place of its line.

    Where a quoted cell goes over several lines, the lines after its first give empty rows.
    Raises `Fatal` for a quotation mark that is never closed and for lines without end.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff").rstrip("\x1a")
    if text.count("\n") > MAX_ROWS:
        raise Fatal(ProblemCode.TABLE_TOO_LARGE)
    separator = None
    if hint := _HINT.match(text):
        separator = hint[1]
        text = "\n" + text[hint.end() :]
    before = 0
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator or separator_of(text))
    try:
        for row in reader:
            over = reader.line_num - before
            if over > MAX_LINES:
                raise Fatal(ProblemCode.QUOTE_OPEN, before + 1)
            before = reader.line_num
            yield row
            for _line in range(over - 1):
                yield []
    except csv.Error:
        raise Fatal(ProblemCode.LINE_TOO_LONG, before + 1) from None


def separator_of(text: str) -> str:
    """The separator that stands most, equally often in many lines. Prose above and below does not decide."""
    lines = [line for line in text[: _LINES_LOOKED_AT * 200].split("\n") if line.strip()][:_LINES_LOOKED_AT]
    if any(len(line) > MAX_CHARACTERS for line in lines):
        raise Fatal(ProblemCode.LINE_TOO_LONG)
    if any('"' in line for line in lines):
        lines = [_QUOTED.sub("", line) for line in lines]
    score = {}
    for separator in SEPARATORS:
        times = Counter(line.count(separator) for line in lines)
        score[separator] = max(number * lines_with_it for number, lines_with_it in times.items()) if times else 0
    best = max(score.values())
    return next(separator for separator in SEPARATORS if score[separator] * 2 >= best)
