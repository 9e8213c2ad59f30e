"""Numbers per grade step, turned into how many pupils and how many do not pass."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lartraff.results.logic.countings import USUAL, Counting, passes
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.protection import Meaning
from lartraff.results.models import GradeStep
from lartraff.results.queries.wording import listed


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure counts, in words of the language that it was asked for in; `str` gives all of it.

    `words`: F and dash. `short`: F and dash count as not passing. `left_out`: a sentence on who is not counted at all.
    """

    counting: Counting
    words: str
    short: str
    left_out: str

    def __str__(self) -> str:
        return f"{self.short}. {self.left_out}".strip()


class Scales:
    """All steps of all scales, read once."""

    def __init__(self, counting: Counting = USUAL, steps: list[GradeStep] | None = None) -> None:
        self.counting = counting
        self._steps = list(GradeStep.objects.all()) if steps is None else steps  # in the order of each scale
        self._passes = {
            (step.scale_id, step.code): passes(step.code, passing=step.passing, counted=step.counted, counting=counting)
            for step in self._steps
        }
        self._meanings: dict[int, dict[str, Meaning]] = {}

    def counting_as(self, counting: Counting) -> "Scales":
        """The same scales under another definition, without reading them again."""
        return Scales(counting, self._steps)

    def figures(self, scale_id: int, counts: Mapping[str, int]) -> Figures:
        pupils = not_passing = 0
        for code, number in counts.items():
            passing = self._passes.get((scale_id, code))
            if passing is not None:
                pupils += number
                not_passing += 0 if passing else number
        return Figures(pupils, not_passing)

    def meanings(self, scale_id: int) -> dict[str, Meaning]:
        """What each definition counts on the scale; the usual one first."""
        if scale_id not in self._meanings:
            self._meanings[scale_id] = {
                counting: self._meaning(scale_id, counting) for counting in sorted(Counting, key=lambda c: c != USUAL)
            }
        return self._meanings[scale_id]

    def _meaning(self, scale_id: int, counting: Counting) -> Meaning:
        sides: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
        for step in self._steps:
            if step.scale_id == scale_id:
                side = passes(step.code, passing=step.passing, counted=step.counted, counting=counting)
                sides[side].add(step.code)
        return Meaning(frozenset(sides[True]), frozenset(sides[False]))

    def definition(self, scale_ids: Collection[int]) -> Definition:
        """What does not pass on the scales; on all of them where none is named."""
        of_these = [
            (code, passing) for (scale, code), passing in self._passes.items() if scale in scale_ids or not scale_ids
        ]
        failing = list(dict.fromkeys(step_name(code) for code, passing in of_these if passing is False))
        left_out = list(dict.fromkeys(step_name(code) for code, passing in of_these if passing is None))
        words = listed(failing)
        return Definition(
            self.counting,
            words,
            ngettext("%(steps)s counts as not passing", "%(steps)s count as not passing", len(failing))
            % {"steps": words},
            _("Pupils with %(steps)s are left out.") % {"steps": listed(left_out)} if left_out else "",
        )


def step_name(code: str) -> str:
    return {"NO_GRADE": _("dash"), "ADAPTED": _("adapted study path")}.get(code, code)
