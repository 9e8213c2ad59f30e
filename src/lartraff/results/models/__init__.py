from lartraff.results.models.criteria import GradingCriterion
from lartraff.results.models.earlier import EarlierCounts
from lartraff.results.models.imports import ImportBatch, PackedRows
from lartraff.results.models.mappings import ColumnMapping, TableOnHold
from lartraff.results.models.national_tests import GradeAgainstTest, TestRow
from lartraff.results.models.official import OfficialFigure
from lartraff.results.models.proposals import GroupPlan, ProposedGroup
from lartraff.results.models.rows import ResultRow
from lartraff.results.models.scales import GradeScale, GradeStep

__all__ = [
    "ColumnMapping",
    "EarlierCounts",
    "GradeAgainstTest",
    "GradeScale",
    "GradeStep",
    "GradingCriterion",
    "GroupPlan",
    "ImportBatch",
    "OfficialFigure",
    "PackedRows",
    "ProposedGroup",
    "ResultRow",
    "TableOnHold",
    "TestRow",
]
