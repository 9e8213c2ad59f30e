"""What is done to results: files are tried, saved, thrown away and undone."""

from lartraff.results.actions.imports import confirm_import, undo_import
from lartraff.results.actions.trials import Trial, discard_trial, start_trial

__all__ = ["Trial", "confirm_import", "discard_trial", "start_trial", "undo_import"]
