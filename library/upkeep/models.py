"""What people were told of, and who wants no letters. Ids and dates only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from library.accounts.models import User
from library.ids import new_id


class Digest(models.Model):
    """The one letter that a person gets on a day, about everything that there is to tell."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="digest_is_one_a_day")]

    def __str__(self) -> str:
        return str(self.day)


class Reminder(models.Model):
    """A person was told of a stage of a duty. Never told again of the same."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField()
    due_on = models.DateField()
    stage = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "subject", "kind", "due_on", "stage"], name="reminder_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}: {self.stage}"


class LettersOff(models.Model):
    """A person who wants no reminders by letter: they look at the desk by themselves."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="letters_off")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.since)
