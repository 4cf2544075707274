"""What happens to an original happens to its adaptations in the same transaction, as far as the public reads it
(design.md, section 6). Making their next editions is for the area above, which reacts to the events.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Q

from library.accounts.actors import Actor
from library.catalogue.actions.derivations import change_standing, claim_areas, release_areas
from library.catalogue.actions.items import subject_of
from library.catalogue.models import Derivation, Entry, Item
from library.editions.models import Edition
from library.history.actions import record_all

BEHIND_BY = {
    Edition.ChangeClass.CONTENT: Derivation.Standing.BEHIND,
    Edition.ChangeClass.SAFETY: Derivation.Standing.BEHIND_SAFETY,
}
"""What an edition of these classes does to adaptations. A typing error or a new number leaves them current."""
LESS = {
    Derivation.Standing.BEHIND: (Derivation.Standing.CURRENT,),
    Derivation.Standing.BEHIND_SAFETY: (Derivation.Standing.CURRENT, Derivation.Standing.BEHIND),
}
EVENTS = {
    Derivation.Standing.BEHIND: "adaptation.behind",
    Derivation.Standing.BEHIND_SAFETY: "adaptation.behind_safety",
}


def lock_adaptations(original: Item, language: str | None = None) -> list[Derivation]:
    """The adaptations of an item, in one language or in all, with their rows locked: always in one order, after the row of
    the original, so that nobody who writes their projections misses what is about to change.
    """
    wanted = Q(derivation__original=original) & (Q() if language is None else Q(derivation__language=language))
    rows = Item.objects.select_for_update(of=("self",), no_key=True).filter(wanted)
    items = {item.pk: item for item in rows.select_related("owner").order_by("pk")}
    derivations = list(Derivation.objects.filter(item__in=items).order_by("item"))
    for derivation in derivations:
        derivation.item = items[derivation.item_id]
    return derivations


def fall_behind(derivations: Sequence[Derivation], edition: Edition, *, by: Actor, at: datetime) -> None:
    """The original has a new edition: its adaptations are behind from this moment on, if it is of a class that matters."""
    standing = BEHIND_BY.get(Edition.ChangeClass(edition.change_class))
    if standing is None:
        return
    fallen = [derivation for derivation in derivations if derivation.standing in LESS[standing]]
    change_standing(fallen, standing, at=at)
    _tell(EVENTS[standing], fallen, by=by, at=at, edition=edition.number, change_class=edition.change_class)


def lose_original(derivations: Sequence[Derivation], *, at: datetime) -> None:
    """The original was withdrawn or redirected: its adaptations stay, and say so."""
    change_standing(derivations, Derivation.Standing.UPSTREAM_WITHDRAWN, at=at)


def regain_original(derivations: Sequence[Derivation], *, at: datetime) -> None:
    """The original is back. Each stands as its editions tell; whoever knows what was decided of them may know better."""
    for derivation in derivations:
        change_standing([derivation], _by_editions(derivation), at=at)


def has_original(derivation: Derivation) -> bool:
    """Whether what it was made from is out, in its language: of an item that came back others may still be withdrawn."""
    live = Entry.objects.filter(item=derivation.original_id, language=derivation.language, state=Entry.State.LIVE)
    return live.exists()


def leave_areas(items: Sequence[Item]) -> None:
    """These items are withdrawn: adaptations among them make room for others."""
    release_areas(item.pk for item in items)


def take_areas_again(item: Item) -> None:
    """An item comes back. Raises `AdaptationExists` for an adaptation whose area another has now."""
    derivation = Derivation.objects.filter(item=item).first()
    if derivation is not None:
        claim_areas(derivation)


def _by_editions(derivation: Derivation) -> Derivation.Standing:
    later = Edition.objects.filter(
        item=derivation.original_id, language=derivation.language, number__gt=derivation.original_edition
    )
    classes = set(later.values_list("change_class", flat=True))
    if Edition.ChangeClass.SAFETY in classes:
        return Derivation.Standing.BEHIND_SAFETY
    return Derivation.Standing.BEHIND if Edition.ChangeClass.CONTENT in classes else Derivation.Standing.CURRENT


def newest_safety_edition(original: Item, language: str) -> int:
    """The number of the newest edition of an item that is for the safety of readers; 0 if there is none."""
    safety = Edition.objects.filter(item=original, language=language, change_class=Edition.ChangeClass.SAFETY)
    return safety.aggregate(newest=Max("number"))["newest"] or 0


def _tell(event: str, derivations: Sequence[Derivation], *, by: Actor, at: datetime, **facts: object) -> None:
    """The public hears of those that it can read."""
    live = set(
        Entry.objects.filter(
            item__in=[derivation.item_id for derivation in derivations], state=Entry.State.LIVE
        ).values_list("item_id", "language")
    )
    subjects = [
        subject_of(derivation.item, derivation.language)
        for derivation in derivations
        if (derivation.item_id, derivation.language) in live
    ]
    record_all(event, subjects=subjects, actor=by.id, at=at, **facts)
