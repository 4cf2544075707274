"""`manage.py erase_person ID`: forget who somebody is, and take back what they told us (UK GDPR, Article 17)."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from library.editions.actions import forget_person
from library.publishing.actions import erase_outside_reviewer


class Command(BaseCommand):
    help = (
        "Of somebody who told us something: withdraws every testimonial, and erases name, addresses and documents. Of somebody who "
        "reviewed without an account: erases name, address and words. It can't be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "person",
            type=UUID,
            help="the person's id, as the testimonial's identity or the invitation to review shows it",
        )

    def handle(self, *_: Any, person: UUID, **__: Any) -> None:
        now = timezone.now()
        if forget_person(person=person, at=now):
            self.stdout.write("Withdrawn and erased.")
        elif erase_outside_reviewer(reviewer=person, at=now):
            self.stdout.write("Erased.")
        else:
            raise CommandError("There is nobody of this id.")
