"""What the findings say: medians over the turns, and whether each goal is reached."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.live.scripts import Finding

OURS = "Lärträff"
TO_BEAT = "Hocuspocus"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure for each server, and a goal for ours where there is one."""

    measure: str
    unit: str
    figures: dict[str, float]
    goal: str = ""
    reached: bool | None = None
    ratio: float | None = None


def median(findings: Iterable[Finding], key: str) -> float:
    return float(statistics.median(finding[key] for finding in findings))


def rows(findings: Sequence[Finding]) -> list[Row]:
    found = []
    for size in sizes(findings, "latency"):
        found += latency(size, grouped(findings, "latency", size))
    for size in sizes(findings, "sustained"):
        found += sustained(size, grouped(findings, "sustained", size))
    for size in sizes(findings, "memory"):
        found += memory(size, grouped(findings, "memory", size))
    for size in sizes(findings, "loss"):
        found.append(loss(grouped(findings, "loss", size)))
    return found


def sizes(findings: Iterable[Finding], measure: str) -> list[str]:
    return list(dict.fromkeys(finding["size"] for finding in findings if finding["measure"] == measure))


def grouped(findings: Iterable[Finding], measure: str, size: str) -> dict[str, list[Finding]]:
    """Return the findings of each server."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if (finding["measure"], finding["size"]) == (measure, size):
            found.setdefault(finding["server"], []).append(finding)
    return found


def of_each(groups: dict[str, list[Finding]], key: str) -> dict[str, float]:
    return {server: median(findings, key) for server, findings in groups.items()}


def judged(measure: str, unit: str, figures: dict[str, float], goal: str, *, at_most: float) -> Row:
    """The goal: ours is at most so many times the lowest of the others."""
    others = [figure for server, figure in figures.items() if server != OURS]
    if OURS not in figures or not others:
        return Row(measure, unit, figures, goal)
    ratio = figures[OURS] / min(others) if min(others) > 0 else float("inf")
    return Row(measure, unit, figures, goal, ratio <= at_most, ratio)


def latency(size: str, groups: dict[str, list[Finding]]) -> list[Row]:
    whole = all(finding["deliveries"] == finding["expected"] and finding["alike"] for finding in groups.get(OURS, ()))
    p95 = judged(
        f"edit to others, 95th percentile, {size}", "ms", of_each(groups, "p95"), "≤ 1.1 × the fastest", at_most=1.1
    )
    if not whole:
        p95 = Row(p95.measure, p95.unit, p95.figures, "and nothing missing", reached=False)
    return [Row(f"edit to others, median, {size}", "ms", of_each(groups, "p50")), p95]


def sustained(size: str, groups: dict[str, list[Finding]]) -> list[Row]:
    figures = of_each(groups, "perCpuSecond")
    whole = all(finding["lost"] == 0 and finding["alike"] for finding in groups.get(OURS, ()))
    title = f"sustained edits, {size} people"
    per_core = Row(title, "a second and core", figures, f"≥ 1.5 × {TO_BEAT}, none lost")
    if OURS in figures and TO_BEAT in figures:
        ratio = figures[OURS] / figures[TO_BEAT]
        per_core = Row(title, per_core.unit, figures, per_core.goal, ratio >= 1.5 and whole, ratio)
    rates = {server: median(each, "edits") / median(each, "seconds") for server, each in groups.items()}
    lost = {server: float(sum(finding["lost"] for finding in each)) for server, each in groups.items()}
    return [per_core, Row(f"{title}, by the clock", "a second", rates), Row(f"{title}, lost", "edits", lost)]


def memory(size: str, groups: dict[str, list[Finding]]) -> list[Row]:
    figures = of_each(groups, "perMeetingKb")
    row = judged(f"memory of an idle meeting ({size} open)", "kB", figures, "lower than the others", at_most=0.9999)
    return [
        row,
        Row("memory of a meeting that all have left", "kB", of_each(groups, "perLeftMeetingKb")),
        Row("memory of the server before", "MB", {name: kb / 1024 for name, kb in of_each(groups, "before").items()}),
    ]


def loss(groups: dict[str, list[Finding]]) -> Row:
    edits = min(sum(finding["edits"] for finding in each) for each in groups.values())
    lost = {server: float(sum(finding["lost"] for finding in each)) for server, each in groups.items()}
    reached = lost[OURS] == 0 if OURS in lost else None
    return Row(f"lost of {edits} edits when killed as seen", "edits", lost, "none", reached)
