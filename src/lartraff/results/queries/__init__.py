from lartraff.results.queries.groups import FiguresForGroup, figures_for_group, reason_for_group
from lartraff.results.queries.imports import TrialOverview, trial_overview
from lartraff.results.queries.matrix import ResultsMatrix, ranking, results_matrix
from lartraff.results.queries.periods import Period

__all__ = [
    "FiguresForGroup",
    "Period",
    "ResultsMatrix",
    "TrialOverview",
    "figures_for_group",
    "ranking",
    "reason_for_group",
    "results_matrix",
    "trial_overview",
]
