"""People and what they may do in which organisation."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from library.accounts.models.organisations import Organisation
from library.accounts.roles import ReviewKind, Role
from library.ids import new_id

ROLES = [role.value for role in Role]
REVIEW_KINDS = [kind.value for kind in ReviewKind]


class User(AbstractUser):
    """A person. What they may do hangs on their memberships; `is_staff` only opens the desk's door."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)


class Membership(models.Model):
    """A person's roles in one organisation, while it lasts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    roles = ArrayField(models.CharField(max_length=20))
    review_kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(ended_at__isnull=True), name="membership_is_one_at_a_time"
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=ROLES), name="membership_roles_known"),
            models.CheckConstraint(
                condition=Q(review_kinds__contained_by=REVIEW_KINDS), name="membership_review_kinds_known"
            ),
            models.CheckConstraint(
                condition=Q(review_kinds=[]) | Q(roles__contains=["reviewer"]),
                name="membership_review_kinds_need_reviewer",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.organisation}"
