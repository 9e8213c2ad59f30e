from lartraff.direction.models.goals import Goal
from lartraff.direction.models.launches import Launch

__all__ = ["Goal", "Launch"]
