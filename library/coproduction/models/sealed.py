"""Who the people are: apart, in tables that no public request touches; every reading leaves a row (domain.md, CN-7)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from library.accounts.models import Organisation
from library.coproduction.models.testimonials import Testimonial
from library.ids import new_id


class SealedPerson(models.Model):
    """Somebody who gave us words: how to reach them. Emptied when the time is over (`retention`) or when they ask."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sealed_people")
    testimonials = models.ManyToManyField(Testimonial, related_name="sealed_people")
    name = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    guardian_name = models.CharField(max_length=200, blank=True)
    guardian_contact = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "sealed people"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(erased_at__isnull=True) & ~Q(name=""))
                | Q(erased_at__isnull=False, name="", email="", phone="", guardian_name="", guardian_contact=""),
                name="sealed_person_is_there_or_erased",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class SealedDocument(models.Model):
    """A signed form or a recording of an agreement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(SealedPerson, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class SealedRead(models.Model):
    """That somebody read who a person is. Added, never changed."""

    class What(models.TextChoices):
        IDENTITY = "identity", "Name and addresses"
        DOCUMENT = "document", "A document"
        LETTER = "letter", "The address, to write a letter"
        EXPORT = "export", "Everything, for the person"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField()
    what = models.CharField(max_length=10, choices=What)
    reader = models.UUIDField(
        null=True, help_text="Opaque id of who read; null for whoever runs the library's machine."
    )
    why = models.CharField(max_length=200)
    read_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="sealed_read_of_person")]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="sealed_read_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.person} {self.what}"
