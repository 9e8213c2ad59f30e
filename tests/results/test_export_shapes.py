"""Reports in shapes that nobody has shown us are read whole, as text and as workbooks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lartraff.results.logic.official import read_official
from lartraff.results.logic.signs import Figure
from tests.results.reports import Key, Report, as_text, as_workbook, reports


def found_in(data: bytes) -> dict[Key, Figure]:
    reading = read_official(data)
    assert reading is not None
    assert reading.errors == ()
    return {
        (
            tally.level, tally.area_code, tally.owner, tally.school_year, tally.subject, tally.sex, tally.measure,
        ): Figure(tally.value, tally.marker)
        for tally in reading.official
    }  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.data())
def test_every_figure_of_a_text_survives(report: Report, data: st.DataObject) -> None:
    assert found_in(as_text(report, data.draw)) == report.expected


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), st.data())
def test_every_figure_of_a_workbook_survives(report: Report, data: st.DataObject) -> None:
    assert found_in(as_workbook(report, data.draw)) == report.expected
