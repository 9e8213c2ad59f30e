"""Numbers per grade step, turned into how many pupils and how many do not pass."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from lartraff.results.logic.figures import Figures
from lartraff.results.models import GradeStep
from lartraff.results.queries.wording import listed


class Scales:
    """All steps of all scales, read once."""

    def __init__(self) -> None:
        self._counted: dict[tuple[int, str], bool] = {}  # in the order of the scale
        for step in GradeStep.objects.filter(counted=True):
            self._counted[step.scale_id, step.code] = step.passing

    def figures(self, scale_id: int, counts: Mapping[str, int]) -> Figures:
        pupils = not_passing = 0
        for code, number in counts.items():
            passing = self._counted.get((scale_id, code))
            if passing is not None:
                pupils += number
                not_passing += 0 if passing else number
        return Figures(pupils, not_passing)

    def not_passing_words(self, scale_ids: Collection[int]) -> str:
        """Which steps do not pass, in words: F and dash."""
        codes = dict.fromkeys(
            code for (scale, code), passing in self._counted.items() if scale in scale_ids and not passing
        )
        return listed([step_name(code) for code in codes])


def step_name(code: str) -> str:
    return {"NO_GRADE": _("dash"), "ADAPTED": _("adapted study path")}.get(code, code)
