"""Contact points in published texts: `{{contact:slug}}` becomes the number that holds on the day of publication."""

from __future__ import annotations

from datetime import date

from library.directory.models import ContactPoint
from library.directory.queries import contact_markdown, contacts_by_slug
from library.documents.model import Document
from library.documents.placeholders import resolve_contacts
from library.documents.references import references
from library.errors import Incomplete


class UnknownContact(Incomplete):
    """A text names a contact point that the directory does not have, or has no more."""

    slug = "unknown-contact-point"
    title = "The text names a contact point that is not in use"
    explanation = (
        "Every number in a text is a record of the directory, named as `{{contact:slug}}`. The ones listed under "
        "`contacts` are not there, or were "
        "retired. See `/v1/contact-points` for those in use."
    )


def resolve(document: Document, on: date) -> tuple[Document, list[ContactPoint]]:
    """The text with its contacts printed, and which they are. Raises `UnknownContact` naming all that are missing."""
    wanted = references(document).contacts
    found = contacts_by_slug(wanted, on)
    missing = sorted(set(wanted) - set(found))
    if missing:
        raise UnknownContact(f"Not in use: {', '.join(missing)}.", contacts=missing)
    return resolve_contacts(document, {slug: contact_markdown(contact) for slug, contact in found.items()}), list(
        found.values()
    )
