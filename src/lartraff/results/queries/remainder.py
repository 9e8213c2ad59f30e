"""Where the municipality's published figure would tell what is hidden at one of its schools."""

from collections import defaultdict
from collections.abc import Callable

from lartraff.results.logic.protection import Meanings, Row, protect
from lartraff.results.logic.remainder import Unknown, may_stand, outdated, what_is_known
from lartraff.results.models import ResultRow
from lartraff.results.queries.earlier import Earlier

AS_PUBLISHED = "f-dash-adapted"  # the definition that published figures have

MeaningsOf = Callable[[int], Meanings]  # of a scale, by its primary key


def municipality_tells(authority: int, school_year: int, year: int, meanings_of: MeaningsOf) -> frozenset[str]:
    """Codes of the subjects whose published figure is not put beside a school's, for anybody. Two queries.

    Final grades are what is published, so it is about spring terms.
    """
    rows = list(
        ResultRow.objects.filter(school__authority=authority, school_year=school_year, season="VT", year=year)
        .order_by()
        .select_related("subject")
        .only("school_id", "school_year", "season", "year", "subject__code", "scale_id", "counts", "counts_by_sex")
    )
    earlier = Earlier({row.school_id for row in rows})
    unknown: dict[str, list[Unknown]] = defaultdict(list)
    for row in rows:
        meanings = meanings_of(row.scale_id)
        known = unknown_of(Row(row.counts, row.counts_by_sex), meanings, list(earlier.of(row)))
        if known is not None:
            unknown[row.subject.code].append(known)
    return frozenset(code for code, of_schools in unknown.items() if not may_stand(of_schools))


def unknown_of(row: Row, meanings: Meanings, earlier: list[Row]) -> Unknown | None:
    first, published = next(iter(meanings.values())), meanings[AS_PUBLISHED]
    if earlier:
        protected = protect(row, meanings, earlier)
        if protected.seen is not None and protected.is_outdated:
            seen, true = published.figures(protected.seen.counts), published.figures(row.counts)
            return outdated(seen.not_passing, true.not_passing)
    return what_is_known(first.figures(row.counts), published.figures(row.counts))
