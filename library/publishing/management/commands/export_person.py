"""`manage.py export_person ID --why "..."`: everything that we hold about somebody, as JSON, for them (UK GDPR, Article 15)."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from library.coproduction.actions import export_person
from library.errors import NotFound
from library.publishing.actions import export_outside_reviewer


class Command(BaseCommand):
    help = (
        "Writes what is held about a person of the sealed tables, whose reading is noted with the reason, or about somebody who was asked "
        "to review without an account."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "person",
            type=UUID,
            help="the person's id, as the testimonial's identity or the invitation to review shows it",
        )
        parser.add_argument("--why", required=True, help="the reason, such as: asked for it on 3 March 2027")

    def handle(self, *_: Any, person: UUID, why: str, **__: Any) -> None:
        self.stdout.write(json.dumps(self._told(person, why), ensure_ascii=False, indent=2))

    def _told(self, person: UUID, why: str) -> dict[str, Any]:
        try:
            return export_person(person=person, why=why, at=timezone.now())
        except NotFound:
            pass
        try:
            return export_outside_reviewer(reviewer=person)
        except NotFound:
            raise CommandError("There is nobody of this id.") from None
