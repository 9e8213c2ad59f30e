"""Who may do what: one enum of rights, one list of roles. A principal should be able to read this page.

A right reaches as far as its role does: to one learning group, to one school, or to all schools of an authority.
"""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    # A learning group
    SEE_GROUP = "see_group"  # purpose, goal, reasons, members, dates
    WRITE_DRAFT = "write_draft"  # the room, and minutes not yet shared
    LEAD_MEETING = "lead_meeting"
    PLAN_MEETINGS = "plan_meetings"
    SHARE_MINUTES = "share_minutes"
    SEE_SHARED_MINUTES = "see_shared_minutes"
    SEE_PUBLISHED_MINUTES = "see_published_minutes"
    SEE_TASKS = "see_tasks"
    ASK_FOR_FEEDBACK = "ask_for_feedback"
    GIVE_FEEDBACK = "give_feedback"
    SEE_GROUP_FEEDBACK = "see_group_feedback"  # all feedback to the group
    # A school
    FORM_GROUPS = "form_groups"
    GIVE_MANDATES = "give_mandates"  # ask somebody to lead, in writing
    PRESENT_GROUPS = "present_groups"  # to all staff: the page and the slides
    SEE_MANDATES = "see_mandates"  # what was asked of each leader, and the answer; one's own everybody sees
    SEE_RESULTS = "see_results"  # small numbers hidden
    SEE_RESULT_COUNTS = "see_result_counts"  # every count
    COMPARE_SCHOOLS = "compare_schools"  # all schools of the authority, small numbers hidden
    IMPORT_RESULTS = "import_results"
    SEE_STAFF = "see_staff"
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT_TRAIL = "see_audit_trail"
    SET_TERMS = "set_terms"  # the terms and holidays of the authority's schools
    SEE_PROTECTED_NAMES = "see_protected_names"


class Reach(StrEnum):
    GROUP = "group"
    SCHOOL = "school"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    reach: Reach
    rights: frozenset[Right]


MEMBER = Role(
    "MEMBER",
    Reach.GROUP,
    frozenset(
        {
            Right.SEE_GROUP,
            Right.WRITE_DRAFT,
            Right.SEE_SHARED_MINUTES,
            Right.SEE_TASKS,
            Right.ASK_FOR_FEEDBACK,
            Right.SEE_GROUP_FEEDBACK,
        }
    ),
)

LEADER = Role(
    "LEADER",
    Reach.GROUP,
    MEMBER.rights | {Right.LEAD_MEETING, Right.PLAN_MEETINGS, Right.SHARE_MINUTES},
)

STAFF = Role(
    "STAFF",
    Reach.SCHOOL,
    frozenset({Right.SEE_GROUP, Right.SEE_PUBLISHED_MINUTES, Right.SEE_RESULTS, Right.SEE_STAFF}),
)

# Principals and deputy principals. Note what is not here: WRITE_DRAFT and SEE_GROUP_FEEDBACK.
PRINCIPAL = Role(
    "PRINCIPAL",
    Reach.SCHOOL,
    STAFF.rights
    | {
        Right.SEE_SHARED_MINUTES,
        Right.GIVE_FEEDBACK,
        Right.FORM_GROUPS,
        Right.GIVE_MANDATES,
        Right.SEE_MANDATES,
        Right.PRESENT_GROUPS,
        Right.SEE_RESULT_COUNTS,
        Right.COMPARE_SCHOOLS,
        Right.IMPORT_RESULTS,
        Right.MANAGE_STAFF,
        Right.SEE_AUDIT_TRAIL,
        Right.SET_TERMS,
        Right.SEE_PROTECTED_NAMES,
    },
)

# Figures of all schools, never content.
ANALYST = Role("ANALYST", Reach.AUTHORITY, frozenset({Right.SEE_RESULTS, Right.COMPARE_SCHOOLS}))

# Keeps the system, reads none of it.
ADMINISTRATOR = Role(
    "ADMINISTRATOR",
    Reach.AUTHORITY,
    frozenset({Right.SEE_STAFF, Right.MANAGE_STAFF, Right.SEE_AUDIT_TRAIL, Right.SET_TERMS}),
)

ROLES = {role.code: role for role in (MEMBER, LEADER, STAFF, PRINCIPAL, ANALYST, ADMINISTRATOR)}
