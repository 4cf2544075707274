"""How people and organisations come in: requests for access, and invitations. They hold personal data, for a time."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from library.accounts.models.organisations import Organisation
from library.accounts.models.people import REVIEW_KINDS, ROLES, Membership
from library.ids import new_id


class AccessRequest(models.Model):
    """An organisation that is new to the library asks to join. Whom to write to is forgotten some time after the decision."""

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True, help_text="What the person who asked was told.")
    fingerprint = models.CharField(max_length=64, help_text="The same request sent twice is one request.")
    organisation_name = models.CharField(max_length=200)
    ods_code = models.CharField(max_length=10, blank=True)
    nation = models.CharField(max_length=20, choices=Organisation.Nation)
    areas = ArrayField(models.CharField(max_length=10), default=list, blank=True, help_text="Codes of its areas.")
    contact_name = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=100, blank=True)
    message = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was declined, as the person was told.")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="access_requests"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="When the personal data in it was deleted.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(state="received"), name="access_request_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(state="received", decided_at__isnull=True)
                | Q(state__in=["accepted", "declined"], decided_at__isnull=False),
                name="access_request_decided_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(organisation__isnull=False), name="access_request_accepted_as"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(decided_at__isnull=False, contact_name="", email="", message=""),
                name="access_request_forgotten_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(ods_code="") | Q(ods_code__regex=r"^[A-Z0-9]+$"), name="access_request_code_is_upper_case"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Invitation(models.Model):
    """Somebody is asked to become a member of an organisation, by a personal link that reaches them by mail."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=150, blank=True)
    email = models.CharField(max_length=100, blank=True)
    roles = ArrayField(models.CharField(max_length=20))
    review_kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    opens_desk = models.BooleanField(default=False, help_text="Whether it comes with a way into the desk.")
    request = models.ForeignKey(
        AccessRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.UUIDField(null=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="When the personal data in it was deleted.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True, forgotten_at__isnull=True),
                name="invitation_is_open_once",
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=ROLES), name="invitation_roles_known"),
            models.CheckConstraint(
                condition=Q(review_kinds__contained_by=REVIEW_KINDS), name="invitation_review_kinds_known"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, membership__isnull=True)
                | Q(accepted_at__isnull=False, membership__isnull=False, revoked_at__isnull=True),
                name="invitation_accepted_as",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(name="", email=""), name="invitation_forgotten_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or 'Somebody'} to {self.organisation}"
