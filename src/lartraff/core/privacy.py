"""What each table holds about people, said beside the table. A test fails for a table that does not say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonalData:
    """`fields`: the columns about a person. `kept`: for how long and why. `exported`: what the person gets."""

    fields: tuple[str, ...]
    kept: str
    exported: str


NO_PERSONAL_DATA = PersonalData(fields=(), kept="not personal", exported="nothing")
