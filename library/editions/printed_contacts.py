"""Which editions print a contact point, and whether they print it as it is now (domain.md, CR-5)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from library.catalogue.models import Entry
from library.directory.display import display
from library.directory.models import ContactPoint
from library.directory.queries import contact_markdown
from library.editions.models import Edition, Reference


@dataclass(frozen=True)
class Printed:
    """An edition that is out and prints a contact point. `as_now`: with the number and menu choice that it has now, named by
    itself or as a part of a service.
    """

    edition: Edition
    as_now: bool


def editions_printing(contact: ContactPoint) -> list[Printed]:
    """The editions that the public reads now and that print this contact point, by item and language."""
    current = Entry.objects.filter(
        item=OuterRef("item"), language=OuterRef("language"), edition=OuterRef("number"), state=Entry.State.LIVE
    )
    prints = Reference.objects.filter(edition=OuterRef("pk"), kind=Reference.Kind.CONTACT, target=contact.pk)
    found = (
        Edition.objects.filter(Exists(current), Exists(prints))
        .select_related("item")
        .order_by("item__slug", "language")
    )
    shown = [_in_json(words) for words in (contact_markdown(contact), display(contact.kind, contact.value))]
    menu = _in_json(contact.menu_path)
    return [
        Printed(edition, shown[0] in edition.document or (shown[1] in edition.document and menu in edition.document))
        for edition in found
    ]


def _in_json(words: str) -> str:
    """As `canonical_json` writes it: the text between the quotes of a JSON string."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
