"""Hiding small numbers, as Skolverket does in what it publishes about single school units.

Hidden is what rests on fewer than ten pupils, and where one to four pupils do not pass, or one to four do: there
a reader who knows the school could tell who they are. None at all and all of them are shown.

This is about one figure by itself. Figures that belong together, or change, are decided on in `protection`.
"""

from lartraff.results.logic.figures import Cell, Figures, Hidden

FEWEST_PUPILS = 10
FEWEST_IN_A_PART = 5


def reason_to_hide(figures: Figures) -> Hidden | None:
    if figures.pupils < FEWEST_PUPILS:
        return Hidden.FEW_PUPILS
    if 0 < figures.not_passing < FEWEST_IN_A_PART:
        return Hidden.FEW_NOT_PASSING
    if 0 < figures.passing < FEWEST_IN_A_PART:
        return Hidden.FEW_PASSING
    return None


def open_cell(figures: Figures) -> Cell:
    """For those who may see every count."""
    return Cell(figures)


def guarded_cell(figures: Figures) -> Cell:
    """For everybody else."""
    hidden = reason_to_hide(figures)
    return Cell(None, hidden) if hidden else Cell(figures)
