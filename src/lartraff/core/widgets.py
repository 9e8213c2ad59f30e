"""Inputs that browsers know how to show: their own calendar and clock."""

from django import forms


class DayInput(forms.DateInput):
    """A day. Browsers want it as 2026-03-17, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeOfDayInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")
