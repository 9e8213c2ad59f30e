"""The definitions of not passing that a reader can choose between."""

from dataclasses import dataclass

from lartraff.results.logic.countings import Counting
from lartraff.results.queries.scales import Scales


@dataclass(frozen=True, slots=True)
class CountingChoice:
    """`words`: F and dash."""

    value: str
    words: str


def counting_choices() -> tuple[CountingChoice, ...]:
    scales = Scales()
    return tuple(CountingChoice(one.value, scales.counting_as(one).definition(()).words) for one in Counting)
