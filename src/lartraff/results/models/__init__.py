from lartraff.results.models.imports import ImportBatch
from lartraff.results.models.rows import ResultRow
from lartraff.results.models.scales import GradeScale, GradeStep

__all__ = ["GradeScale", "GradeStep", "ImportBatch", "ResultRow"]
