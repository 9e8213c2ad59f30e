"""What is done to results: files are tried, explained, saved, thrown away and undone."""

from lartraff.results.actions.imports import confirm_import, undo_import
from lartraff.results.actions.mapping import Held, Tried, drop_table, forget_mapping, hold_table, try_table
from lartraff.results.actions.trials import Trial, discard_trial, start_trial

__all__ = [
    "Held",
    "Trial",
    "Tried",
    "confirm_import",
    "discard_trial",
    "drop_table",
    "forget_mapping",
    "hold_table",
    "start_trial",
    "try_table",
    "undo_import",
]
