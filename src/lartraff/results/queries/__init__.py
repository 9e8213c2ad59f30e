from lartraff.results.queries.groups import FiguresForGroup, figures_for_group, reason_for_group
from lartraff.results.queries.history import Undoing, imports_of, kind_in_words, undoing
from lartraff.results.queries.matrix import ResultsMatrix, ranking, results_matrix
from lartraff.results.queries.periods import Period
from lartraff.results.queries.trials import TrialOverview, trial_overview

__all__ = [
    "FiguresForGroup",
    "Period",
    "ResultsMatrix",
    "TrialOverview",
    "Undoing",
    "figures_for_group",
    "imports_of",
    "kind_in_words",
    "ranking",
    "reason_for_group",
    "results_matrix",
    "trial_overview",
    "undoing",
]
