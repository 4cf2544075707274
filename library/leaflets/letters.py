"""Letters to organisations about the templates that they have adapted: plain, and once for each thing that happened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from library.accounts.actors import SYSTEM
from library.accounts.mail import notify
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.addresses import item_url
from library.catalogue.models import Derivation, Item
from library.editions.entries import document_of
from library.editions.models import Edition
from library.history.actions import record
from library.history.models import Event
from library.leaflets.models import Adaptation

READERS = (Role.EDITOR, Role.APPROVER, Role.ADMIN)
TOLD = "adaptation.told"
CLOSING = "Nothing of yours was lost. This letter comes from the library by itself; nobody reads answers to it."
SAFETY = (
    "Safety change to “{title}”",
    "The template that your version follows was changed for the safety of readers: {note}\n\n"
    "Where your version shows the template's own words, it shows the new ones already. Where your own words stand, or "
    "something new has to be filled in, readers see that your version is behind, until you act. Please look at it "
    "today:\n{update}\n\nYour version: {page}",
)
CONTENT = (
    "A new edition of “{title}”",
    "The template that your version follows has a new edition: {note}\n\n"
    "Your version stays as it is until you decide. See what the new edition brings, section by section, and take what "
    "you want:\n{update}\n\nYour version: {page}",
)
WITHDRAWN = (
    "“{title}” was withdrawn",
    "The template that your version follows was withdrawn: {note}\n\n"
    "If that was for the safety of readers, your version was withdrawn with it. Otherwise it stays, and says that there "
    "is no template behind it any more. Please decide what is to become of it.\n\nYour version: {page}",
)


def tell_adapters(*, event: UUID, at: datetime) -> int:
    """Write to every organisation with an adaptation of the template that an event is about. Returns how many were told.

    Each in a transaction of its own, and once: a second run goes on where a first one ended.
    """
    happened = Event.objects.get(pk=event)
    wanted = Derivation.objects.filter(original=happened.subject, language=happened.subject_language).order_by("item")
    return sum(_tell(item, happened, at=at) for item in wanted.values_list("item", flat=True))


@transaction.atomic
def _tell(item_id: UUID, happened: Event, *, at: datetime) -> bool:
    item = lock_item(Item(pk=item_id), by=SYSTEM)
    told = Event.objects.filter(type=TOLD, subject=item.pk, data__event=str(happened.pk))
    if item.standing == Item.Standing.UNPUBLISHED or told.exists():
        return False
    derivation = Derivation.objects.select_related("original").get(item=item)
    title, text = _letter(derivation, item, happened)
    notify(organisation=item.owner, subject=title, text=f"{text}\n\n{CLOSING}\n", roles=READERS, at=at)
    record(TOLD, subject=subject_of(item, derivation.language), actor=None, at=at, event=happened.pk)
    return True


def _letter(derivation: Derivation, item: Item, happened: Event) -> tuple[str, str]:
    original = derivation.original
    editions = Edition.objects.filter(item=original, language=derivation.language)
    newest = editions.order_by("-number")[0]
    shown = editions.get(number=happened.edition) if happened.edition is not None else newest
    if happened.edition is None:
        subject, text = WITHDRAWN
        note = original.withdrawal_explanation or original.get_withdrawal_reason_display()
    else:
        subject, text = SAFETY if happened.change_class == Edition.ChangeClass.SAFETY else CONTENT
        note = shown.note
    adaptation = Adaptation.objects.get(item=item)
    words = {
        "title": document_of(shown).title,
        "note": note,
        "update": f"{settings.PUBLIC_URL}/v1/workspace/adaptations/{adaptation.pk}/update",
        "page": item_url(settings.PUBLIC_URL, item.kind, item.slug),
    }
    return subject.format(**words), text.format(**words)
