"""From text to the records of a semicolon file, with the line that each begins on."""

import csv
from collections.abc import Sequence

from lartraff.results.logic.problems import Fatal, ProblemCode

# A record of a real file is a line of a few hundred characters. Beyond these, a quotation mark was never closed
# or this is no table, and reading on would only fill the memory.
MAX_LINES = 20
MAX_CHARACTERS = 100_000

_END = "\x1b"  # cannot occur in the text: the decoder refuses control characters

Batch = tuple[list[list[str]], Sequence[int]]


class Records:
    """Text in pieces in, whole records out. Raises `Fatal` when a record never ends."""

    def __init__(self) -> None:
        self._rest = ""
        self._line = 1  # the number of the line that `_rest` begins on

    def feed(self, text: str) -> Batch:
        text = self._rest + text
        whole, newline, self._rest = text.rpartition("\n")
        if len(self._rest) > MAX_CHARACTERS:
            raise Fatal(ProblemCode.LINE_TOO_LONG, self._line + text.count("\n"))
        return self._parse(whole) if newline else ([], [])

    def finish(self) -> Batch:
        whole, self._rest = self._rest.rstrip("\x1a"), ""
        batch = self._parse(whole) if whole else ([], [])
        if self._rest:
            raise Fatal(ProblemCode.QUOTE_OPEN, self._line)
        return batch

    def _parse(self, whole: str) -> Batch:
        lines = whole.split("\n")
        # Only the first line can be long: the others came in one piece of the file.
        if len(lines[0]) > MAX_CHARACTERS:
            raise Fatal(ProblemCode.LINE_TOO_LONG, self._line)
        records = list(csv.reader([*lines, _END], delimiter=";"))
        if len(records) <= len(lines):
            return self._parse_over_lines(lines)
        first, self._line = self._line, self._line + len(lines)
        return records[:-1], range(first, self._line)

    def _parse_over_lines(self, lines: list[str]) -> Batch:
        """As above, where a quoted record goes over several lines. One left open is kept for the next piece."""
        records, numbers, begin = [], [], 0
        reader = csv.reader([*lines, _END], delimiter=";")
        for record in reader:
            if reader.line_num > len(lines):
                break
            if reader.line_num - begin > MAX_LINES:
                raise Fatal(ProblemCode.QUOTE_OPEN, self._line + begin)
            records.append(record)
            numbers.append(self._line + begin)
            begin = reader.line_num
        self._line += begin
        if begin < len(lines):
            if len(lines) - begin > MAX_LINES:
                raise Fatal(ProblemCode.QUOTE_OPEN, self._line)
            self._rest = "\n".join([*lines[begin:], self._rest])
        return records, numbers
