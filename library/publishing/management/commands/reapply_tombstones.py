"""`manage.py reapply_tombstones`: after a restored backup, before anything is served. Safe to repeat; every start does it, too."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from library.editions.reapplying import reapply_tombstones
from library.publishing.actions import erase_buried_reviewers


class Command(BaseCommand):
    help = "Takes out of the database again what people have withdrawn, as the tombstone log tells (TOMBSTONE_LOG)."

    def handle(self, *_: Any, **__: Any) -> None:
        now = timezone.now()
        done, reviewers = reapply_tombstones(at=now), erase_buried_reviewers(at=now)
        if done.testimonials or done.people or reviewers:
            self.stdout.write(
                f"Withdrew {done.testimonials} testimonials again, and erased {done.people + reviewers} people again: the database was "
                "older than the log."
            )
