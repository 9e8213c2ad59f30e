"""Who sees results, who sees every count, and who loads them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.access import Allowed, Decision, Denied, allow_if
from lartraff.people.models import School
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.roles import Right
from lartraff.results.models import (
    ColumnMapping,
    GroupPlan,
    ImportBatch,
    OfficialFigure,
    ProposedGroup,
    ResultRow,
    TableOnHold,
)


def can_see_results(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.SEE_RESULTS, school), _("Only the school's own staff see its results.")
    )


def schools_with_results_visible_to(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.SEE_RESULTS))


def can_see_any_results(user: AnyUser) -> Decision:
    return allow_if(
        schools_with_results_visible_to(user).exists(),
        _("Results are shown to those who work at a school or follow the schools of a school authority."),
    )


def results_visible_to(user: AnyUser) -> QuerySet[ResultRow]:
    """Rows as they are. What is made of them for people who may not see every count goes through suppression."""
    return ResultRow.objects.filter(school__in=schools_with_results_visible_to(user).values("pk"))


def official_figures_visible_to(user: AnyUser) -> QuerySet[OfficialFigure]:
    """Figures that are public anyway, but shown only where they were loaded: to the people of that authority."""
    schools = schools_with_results_visible_to(user)
    authorities = standing_of(user).authority_ids(Right.SEE_RESULTS)
    return OfficialFigure.objects.filter(Q(authority__in=authorities) | Q(authority__in=schools.values("authority")))


def sees_counts(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.SEE_RESULT_COUNTS, school),
        _("Small numbers are hidden, so that no pupil can be recognised. The principal sees them."),
    )


def schools_to_compare_for(user: AnyUser) -> QuerySet[School]:
    """All schools of the authority that the person follows, or works at a school of."""
    standing = standing_of(user)
    at_school = School.objects.filter(pk__in=standing.school_ids(Right.COMPARE_SCHOOLS))
    return School.objects.filter(
        Q(authority__in=standing.authority_ids(Right.COMPARE_SCHOOLS)) | Q(authority__in=at_school.values("authority"))
    )


def can_compare_schools(user: AnyUser) -> Decision:
    standing = standing_of(user)
    return allow_if(
        standing.school_ids(Right.COMPARE_SCHOOLS) or standing.authority_ids(Right.COMPARE_SCHOOLS),
        _("Principals and those who follow the schools of a school authority see the schools beside each other."),
    )


def results_to_compare_for(user: AnyUser) -> QuerySet[ResultRow]:
    """Rows as they are, to be shown with small numbers hidden only, whoever asks."""
    return ResultRow.objects.filter(school__in=schools_to_compare_for(user).values("pk"))


def can_import_results(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.IMPORT_RESULTS, school),
        _("Only the school's principal loads its results."),
    )


def schools_to_import_for(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.IMPORT_RESULTS))


def can_import_anything(user: AnyUser) -> Decision:
    """Asked before a single byte of a file is read."""
    standing = standing_of(user)
    return allow_if(
        standing.school_ids(Right.IMPORT_RESULTS) or standing.authority_ids(Right.IMPORT_RESULTS),
        _("Only principals load results. Ask your principal if they are missing."),
    )


def can_confirm_import(user: AnyUser, batch: ImportBatch) -> Decision:
    """The one who tried a file decides on it, while they may still load results for all its schools."""
    if batch.by_id != user.pk:
        return Denied(_("Somebody else tried this file. Load it again yourself to save it."))
    for school in batch.schools.all():
        if not (decision := can_import_results(user, school)):
            return decision
    return Allowed()


def trials_visible_to(user: AnyUser) -> QuerySet[ImportBatch]:
    mine = ImportBatch.objects.filter(state="TRIAL", by=user.pk)
    elsewhere = School.objects.exclude(pk__in=schools_to_import_for(user).values("pk"))
    return mine.exclude(schools__in=elsewhere)


def can_undo_import(user: AnyUser, batch: ImportBatch) -> Decision:
    """Whoever may load results for all its schools; of published figures, for any school of the authority."""
    schools = batch.schools.all()
    if not schools:
        return allow_if(
            schools_to_import_for(user).filter(authority=batch.authority_id).exists(),
            _("Only the principals of the school authority load its results."),
        )
    mine = set(schools_to_import_for(user).values_list("pk", flat=True))
    return allow_if(
        all(school.pk in mine for school in schools),
        _("This import holds schools that you do not load results for. Ask whoever loaded it to undo it."),
    )


def imports_visible_to(user: AnyUser) -> QuerySet[ImportBatch]:
    """Saved imports, undone ones too, of the schools that one loads results for, and published figures for them."""
    mine = schools_to_import_for(user)
    schools = ImportBatch.schools.through.objects.filter(importbatch=OuterRef("pk"))
    return ImportBatch.objects.exclude(state="TRIAL").filter(
        Exists(schools.filter(school__in=mine.values("pk")))
        | (~Exists(schools) & Q(authority__in=mine.values("authority")))
    )


def tables_on_hold_visible_to(user: AnyUser) -> QuerySet[TableOnHold]:
    """Only whoever loaded a table says what its columns mean, for as long as they may load anything."""
    if not can_import_anything(user):
        return TableOnHold.objects.none()
    return TableOnHold.objects.filter(by=user.pk)


def can_try_table(user: AnyUser, table: TableOnHold) -> Decision:
    if table.by_id != user.pk:
        return Denied(_("Somebody else loaded this table. Load it again yourself."))
    return can_import_anything(user)


def mappings_visible_to(user: AnyUser) -> QuerySet[ColumnMapping]:
    """What the columns of a school's tables mean is known to all who load its results."""
    return ColumnMapping.objects.filter(school__in=schools_to_import_for(user).values("pk"))


def can_forget_mapping(user: AnyUser, mapping: ColumnMapping) -> Decision:
    return can_import_results(user, mapping.school)


# --- Plans for groups


def can_plan_groups(user: AnyUser, school: School) -> Decision:
    return allow_if(
        standing_of(user).in_school(Right.FORM_GROUPS, school),
        _("The school's principal plans its groups. The others see them once they are formed."),
    )


def schools_to_plan_groups_in(user: AnyUser) -> QuerySet[School]:
    return School.objects.filter(standing_of(user).schools_where(Right.FORM_GROUPS))


def plans_visible_to(user: AnyUser) -> QuerySet[GroupPlan]:
    return GroupPlan.objects.filter(school__in=schools_to_plan_groups_in(user).values("pk")).select_related("school")


def proposed_groups_visible_to(user: AnyUser) -> QuerySet[ProposedGroup]:
    return ProposedGroup.objects.filter(plan__in=plans_visible_to(user).values("pk")).select_related(
        "plan__school", "leader", "group"
    )
