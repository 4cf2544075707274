"""API keys, kept as hashes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from rest_framework_api_key.models import AbstractAPIKey

from library.accounts.models.organisations import Organisation
from library.accounts.models.people import ROLES, Membership
from library.ids import new_id


class ApiKey(AbstractAPIKey):
    """A key of a person in an organisation, or of an organisation itself (a service key). Only its hash is kept; `prefix` names it."""

    public_id = models.UUIDField(unique=True, default=new_id, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, blank=True, related_name="keys")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="service_keys"
    )
    roles = ArrayField(models.CharField(max_length=20))
    created_by = models.UUIDField(null=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(AbstractAPIKey.Meta):
        verbose_name = "API key"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(membership__isnull=True) ^ Q(organisation__isnull=True),
                name="api_key_is_a_persons_or_an_organisations",
            ),
            models.CheckConstraint(condition=Q(roles__contained_by=ROLES), name="api_key_roles_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(roles__overlap=["reviewer", "approver", "publisher"]),
                name="service_key_never_judges",
            ),
            models.CheckConstraint(
                condition=Q(revoked=False, revoked_at__isnull=True) | Q(revoked=True, revoked_at__isnull=False),
                name="api_key_revoked_when",
            ),
        ]
