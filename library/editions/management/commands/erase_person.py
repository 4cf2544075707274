"""`manage.py erase_person ID`: take back everything that somebody told us, and forget who they are (UK GDPR, Article 17)."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from library.editions.actions import forget_person


class Command(BaseCommand):
    help = "Withdraws every testimonial of a person and erases name, addresses and documents. It can't be undone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", type=UUID, help="the person's id, as the testimonial's identity shows it")

    def handle(self, *_: Any, person: UUID, **__: Any) -> None:
        if not forget_person(person=person, at=timezone.now()):
            raise CommandError("There is nobody of this id.")
        self.stdout.write("Withdrawn and erased.")
