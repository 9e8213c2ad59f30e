"""How many schools lie where, as steps of a histogram."""

from dataclasses import dataclass

from lartraff.results.logic.spread import BIN, Spread

HEIGHT, BOTTOM, _SCALE_HEIGHT = 150, 120, 92


@dataclass(frozen=True, slots=True)
class Step:
    """`begins` and `ends`: the shares of the step, from the first up to but not with the second."""

    begins: float
    ends: float
    schools: int
    x: str
    width: str
    middle: str
    y: int
    height: int
    words_at: int
    is_marked: bool  # its beginning is written under it


def spread_picture(spread: Spread) -> tuple[Step, ...]:
    most, number = max(spread.bins), max(len(spread.bins), 4)
    steps = []
    for at in range(number):
        schools = spread.bins[at] if at < len(spread.bins) else 0
        height = round(_SCALE_HEIGHT * schools / most)
        steps.append(
            Step(
                begins=round(at * BIN, 2),
                ends=round((at + 1) * BIN, 2),
                schools=schools,
                x=f"{100 * at / number + 0.3:.2f}%",
                width=f"{100 / number - 0.6:.2f}%",
                middle=f"{100 * (at + 0.5) / number:.2f}%",
                y=BOTTOM - height,
                height=height,
                words_at=BOTTOM - height - 6,
                is_marked=at % 2 == 0,
            )
        )
    return tuple(steps)
