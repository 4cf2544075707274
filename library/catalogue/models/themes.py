"""How an organisation's renditions look."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.accounts.models import Organisation
from library.catalogue.models.assets import Asset
from library.ids import new_id
from library.rendering.themes import COLOUR_PATTERN, COLOURS


class Theme(models.Model):
    """An organisation's colours, and its logo with the permission to show it (domain.md, PR-5 to PR-7).

    Its rules of contrast and identity are `library.rendering.themes`; an organisation without a theme has that of
    `library.rendering.sheet`.
    """

    class LogoPermission(models.TextChoices):
        OWN_MARK = "own_mark", "It is the organisation's own mark"
        WRITTEN_PERMISSION = "written_permission", "Its owner has permitted it in writing"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="theme")
    primary = models.CharField(max_length=7, help_text="Headings and bands.")
    on_primary = models.CharField(max_length=7, help_text="Text on bands.")
    accent = models.CharField(max_length=7, help_text="Links and rules.")
    tint = models.CharField(max_length=7, help_text="A background behind black text.")
    logo = models.ForeignKey(Asset, on_delete=models.PROTECT, null=True, blank=True, related_name="themes")
    logo_permission = models.CharField(max_length=20, choices=LogoPermission, blank=True)
    permission_granted_by = models.CharField(max_length=200, blank=True)
    permission_granted_on = models.DateField(null=True, blank=True)
    licence_holder = models.CharField(max_length=200, help_text="Who holds the rights to this look.")
    claims_nhs_identity = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(**{f"{colour}__regex": COLOUR_PATTERN for colour in COLOURS}),
                name="theme_colours_can_be_read",
            ),
            models.CheckConstraint(
                condition=Q(
                    logo__isnull=True,
                    logo_permission="",
                    permission_granted_by="",
                    permission_granted_on__isnull=True,
                )
                | Q(
                    logo__isnull=False,
                    logo_permission="own_mark",
                    permission_granted_by="",
                    permission_granted_on__isnull=True,
                )
                | (
                    Q(logo__isnull=False, logo_permission="written_permission", permission_granted_on__isnull=False)
                    & ~Q(permission_granted_by="")
                ),
                name="theme_logo_with_its_permission",
            ),
            models.CheckConstraint(condition=~Q(licence_holder=""), name="theme_licence_holder_is_stated"),
        ]

    def __str__(self) -> str:
        return f"Theme of {self.organisation}"
