"""Answers to "may I?": a yes, or a no that carries its sentence.

Both can stand in an `if`; only the no has something to say. Weblate's results are the model for the idea.
"""

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Allowed:
    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """A refusal. `reason` is one sentence in the reader's language: what is the matter and what to do."""

    reason: str | Promise

    def __bool__(self) -> Literal[False]:
        return False


Decision = Allowed | Denied


class Refused(PermissionDenied):
    """Raised when somebody tries what they may not; the 403 page shows its sentence."""


def require(decision: Decision) -> None:
    """Pass over a yes; raise `Refused` with its sentence on a no."""
    if isinstance(decision, Denied):
        raise Refused(str(decision.reason))


def allow_if(condition: object, reason: str | Promise) -> Decision:
    return Allowed() if condition else Denied(reason)
