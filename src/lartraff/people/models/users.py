"""People, and where they work."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lartraff.core.privacy import PersonalData
from lartraff.people.models.organisation import Authority, School


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


def language_choices() -> list[tuple[str, str]]:
    return [("sv", "Svenska"), ("en", "English")]


def marking_choices() -> list[tuple[str, object]]:
    return [
        ("", _("none")),
        ("CONFIDENTIAL", _("confidentiality marking")),
        ("PROTECTED", _("protected population registration")),
    ]


class User(AbstractBaseUser):
    """A person on the staff. Pupils are never stored.

    `security_marking` is SS 12000's securityMarking: when set, the name is shown to nobody but the person and
    their own principal. Templates show names with {% person %}, which keeps that.
    """

    personal_data: ClassVar = PersonalData(
        fields=("email", "given_name", "family_name", "language", "reminders", "security_marking", "last_login"),
        kept="while employed and one year after",
        exported="all of it",
    )

    email = models.EmailField(_("e-mail"), unique=True)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    language = models.CharField(_("language"), max_length=2, choices=language_choices, default="sv")
    security_marking = models.CharField(
        _("protected identity"), max_length=12, choices=marking_choices, default="", blank=True
    )
    reminders = models.BooleanField(_("reminders by e-mail"), default=True)
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        ordering = ["given_name", "family_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("There is already a person with that e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def get_short_name(self) -> str:
        return self.given_name


def employment_role_choices() -> list[tuple[str, object]]:
    return [
        ("STAFF", _("staff")),
        ("PRINCIPAL", _("principal or deputy principal")),
        ("ANALYST", _("authority analyst")),
        ("ADMINISTRATOR", _("administrator")),
    ]


class Employment(models.Model):
    """Somebody's place at a school, or (analysts and administrators) at the authority itself."""

    personal_data: ClassVar = PersonalData(
        fields=("user", "title", "role", "starts_on", "ends_on"),
        kept="while employed and one year after",
        exported="all of it",
    )

    user = models.ForeignKey(User, models.CASCADE, related_name="employments", verbose_name=_("person"))
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="employments")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="employments", verbose_name=_("school")
    )
    role = models.CharField(_("role"), max_length=14, choices=employment_role_choices)
    title = models.CharField(_("title"), max_length=80, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["user", "starts_on"]
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        constraints = [
            models.CheckConstraint(
                condition=(Q(role__in=["STAFF", "PRINCIPAL"]) & Q(school__isnull=False))
                | (Q(role__in=["ANALYST", "ADMINISTRATOR"]) & Q(school__isnull=True)),
                name="role_reaches_school_or_authority",
                violation_error_message=_(
                    "Staff and principals belong to a school; analysts and administrators to the authority."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_current_employment_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.school or self.authority}"
