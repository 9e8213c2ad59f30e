"""Showing the verdict."""

import sys
from collections.abc import Sequence

from bench.live.verdict import Row


def show(rows: Sequence[Row]) -> None:
    servers = list(dict.fromkeys(server for row in rows for server in row.figures))
    lines = [["", "", *servers, "goal", "reached"]]
    lines += [
        [row.measure, row.unit, *(number(row.figures.get(server)) for server in servers), row.goal, answer(row)]
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        cells = [
            cell.rjust(width) if 1 < column < 2 + len(servers) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    missed = [row for row in rows if row.reached is False]
    for row in missed:
        times = f", {row.ratio:.2f} ×" if row.ratio is not None else ""
        sys.stdout.write(f"Missed: {row.measure}{times} (goal {row.goal})\n")
    judged = [row for row in rows if row.reached is not None]
    sys.stdout.write(f"{len(judged) - len(missed)} of {len(judged)} goals that were measured are reached.\n")


def number(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:.1f}" if abs(figure) < 100 and figure != int(figure) else f"{figure:.0f}"


def answer(row: Row) -> str:
    if row.reached is None:
        return ""
    return ("yes" if row.reached else "NO") + (f" ({row.ratio:.2f} ×)" if row.ratio is not None else "")
