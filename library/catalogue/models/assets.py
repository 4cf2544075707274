"""The files of the library."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Left

from library.accounts.models import Organisation
from library.catalogue.models.vocabulary import Licence
from library.ids import new_id


class Asset(models.Model):
    """A file: an image, a document, captions, a recording. The public may fetch it only while a live edition refers to it."""

    class Accessibility(models.TextChoices):
        ACCESSIBLE = "accessible", "Checked and accessible"
        PARTLY = "partly", "Accessible in part"
        NOT_ACCESSIBLE = "not_accessible", "Not accessible"
        NOT_CHECKED = "not_checked", "Not checked yet"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assets")
    name = models.CharField(max_length=120, help_text="File name for downloads, made safe.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="assets/", max_length=200)
    licence = models.ForeignKey(Licence, on_delete=models.PROTECT, related_name="assets")
    rights_holder = models.CharField(max_length=200)
    accessibility = models.CharField(max_length=20, choices=Accessibility, default=Accessibility.NOT_CHECKED)
    accessibility_note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    uploaded_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-created_at"], name="asset_of_owner"),
            models.Index(Left("sha256", 32), name="asset_by_address"),
        ]

    def __str__(self) -> str:
        return self.name
