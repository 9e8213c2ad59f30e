"""The people every test knows. Karin leads the school, Omar the group, Sara is in it; the others must not get in."""

from dataclasses import dataclass
from datetime import date

from lartraff.people.models import (
    Authority,
    Employment,
    GroupMembership,
    LearningGroup,
    School,
    Subject,
    TeachingAssignment,
    User,
)

LONG_AGO = date(2020, 8, 1)
PASSWORD = "lång mening med mellanslag"


@dataclass(frozen=True, slots=True)
class Cast:
    """Known people at known places; see each field's comment for what they may."""

    authority: Authority
    school: School
    other_school: School  # of the same authority
    far_school: School  # of another authority
    maths: LearningGroup  # at `school`: Omar leads; Sara and Jonas are members
    principal: User  # Karin, at `school`
    deputy: User  # Anders, deputy principal at `school`
    leader: User  # Omar, leads `maths`
    member: User  # Sara, member of `maths`
    second_member: User  # Jonas, member of `maths`
    colleague: User  # Nils, teaches at `school`, in no group
    teacher_elsewhere: User  # Tove, teaches at `other_school`
    principal_elsewhere: User  # Birgit, principal of `other_school`
    principal_far: User  # Lars, principal of `far_school`
    analyst: User  # Ylva, analyst at the authority
    administrator: User  # Adam, administrator at the authority
    stranger: User  # Sven, has an account and works nowhere

    def everybody(self) -> dict[str, User]:
        names = [
            "principal", "deputy", "leader", "member", "second_member", "colleague", "teacher_elsewhere",
            "principal_elsewhere", "principal_far", "analyst", "administrator", "stranger",
        ]  # fmt: skip
        return {name: getattr(self, name) for name in names}


def make_person(given_name: str, family_name: str) -> User:
    email = f"{given_name}.{family_name}@skola.example".lower()
    return User.objects.create_user(email, PASSWORD, given_name=given_name, family_name=family_name)


def employ(user: User, school: School | None, role: str = "STAFF", authority: Authority | None = None) -> User:
    place = authority or (school.authority if school else None)
    assert place is not None
    Employment.objects.create(user=user, authority=place, school=school, role=role, starts_on=LONG_AGO)
    return user


def make_group(
    school: School, *, leader: User, members: list[User], formed_by: User, subject: str = "MA", name: str = "Matematik"
) -> LearningGroup:
    group = LearningGroup.objects.create(
        school=school,
        name=name,
        subject=Subject.objects.get(code=subject),
        reason="Många elever når inte betyget E.",
        purpose="Vi utvecklar undervisningen tillsammans.",
        formed_by=formed_by,
    )
    for person in [leader, *members]:
        GroupMembership.objects.create(
            group=group, user=person, role="LEADER" if person == leader else "MEMBER", joined_on=LONG_AGO
        )
    return group


def gather() -> Cast:
    authority = Authority.objects.create(name="Björkdals kommun")
    far = Authority.objects.create(name="Havsnäs friskolor")
    school = School.objects.create(authority=authority, name="Björkdalsskolan", unit_code="10000001")
    other_school = School.objects.create(authority=authority, name="Ekbackens skola", unit_code="10000002")
    far_school = School.objects.create(authority=far, name="Havsnässkolan", unit_code="20000001")

    principal = employ(make_person("Karin", "Ek"), school, "PRINCIPAL")
    leader = employ(make_person("Omar", "Aziz"), school)
    member = employ(make_person("Sara", "Holm"), school)
    second_member = employ(make_person("Jonas", "Lindqvist"), school)
    maths = Subject.objects.get(code="MA")
    for teacher in (leader, member, second_member):
        TeachingAssignment.objects.create(user=teacher, school=school, subject=maths)
    return Cast(
        authority=authority,
        school=school,
        other_school=other_school,
        far_school=far_school,
        maths=make_group(school, leader=leader, members=[member, second_member], formed_by=principal),
        principal=principal,
        deputy=employ(make_person("Anders", "Björk"), school, "PRINCIPAL"),
        leader=leader,
        member=member,
        second_member=second_member,
        colleague=employ(make_person("Nils", "Berg"), school),
        teacher_elsewhere=employ(make_person("Tove", "Rask"), other_school),
        principal_elsewhere=employ(make_person("Birgit", "Falk"), other_school, "PRINCIPAL"),
        principal_far=employ(make_person("Lars", "Hav"), far_school, "PRINCIPAL"),
        analyst=employ(make_person("Ylva", "Ström"), None, "ANALYST", authority),
        administrator=employ(make_person("Adam", "Nyman"), None, "ADMINISTRATOR", authority),
        stranger=make_person("Sven", "Okänd"),
    )
