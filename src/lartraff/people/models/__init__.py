from lartraff.people.models.groups import GroupMembership, LearningGroup
from lartraff.people.models.mandates import Mandate
from lartraff.people.models.organisation import Authority, School, Term, TermBreak
from lartraff.people.models.subjects import Subject, TeachingAssignment
from lartraff.people.models.users import Employment, User

__all__ = [
    "Authority",
    "Employment",
    "GroupMembership",
    "LearningGroup",
    "Mandate",
    "School",
    "Subject",
    "TeachingAssignment",
    "Term",
    "TermBreak",
    "User",
]
