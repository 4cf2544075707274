"""Taking an item back, undoing that, and sending its readers elsewhere. The item as a whole, in all its languages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Q, When

from library.accounts.actors import Actor, check_role
from library.accounts.roles import Role
from library.catalogue.actions.items import lock_item, subject_of
from library.catalogue.models import Derivation, Entry, Item
from library.editions.derivations import (
    has_original,
    leave_areas,
    lock_adaptations,
    lose_original,
    regain_original,
    take_areas_again,
)
from library.editions.entries import put_entry, remove_entries
from library.editions.models import Edition
from library.editions.successors import check_successor, no_successor
from library.editions.tasks import make_renditions_of
from library.editions.withheld import (
    FOR_SAFETY,
    is_unsafe,
    settle_withdrawal,
    withdrawn_languages,
    withheld_languages,
    withhold,
)
from library.errors import Conflict, PreconditionFailed
from library.history.actions import record

RELEASERS = (Role.PUBLISHER, Role.APPROVER)


class NotInThatStanding(Conflict):
    """The step does not fit where the item stands."""

    slug = "wrong-standing"
    title = "The item is not in the standing that this step needs"
    explanation = (
        "A published item can be withdrawn or redirected; a withdrawn or redirected one restored, which puts the text that was "
        "taken back before readers again. To correct a withdrawn one, publish its original language with `restore`: what was "
        "withdrawn is live at no moment. `standing` says where it is, `needs` where it must be."
    )


@transaction.atomic
def withdraw(
    *,
    item: Item,
    reason: str,
    explanation: str,
    successor: Item | None = None,
    expected_version: int | None = None,
    by: Actor,
    at: datetime,
) -> Item:
    """Take a published item back. Readers get 410 with the reason, what to read instead, and where to get help.
    Adaptations of it go with it when it is not safe, or say from then on that their original was withdrawn.

    `reason` is a code (`Item.WithdrawalReason`), `explanation` a sentence for the public. Raises `Forbidden`, `NotInThatStanding`,
    `PreconditionFailed` when an expected version is given and is not the present one, and `Malformed` for a successor
    that is not itself published.
    """
    item = _in_standing(item, successor, Item.Standing.PUBLISHED, expected_version=expected_version, by=by)
    check_successor(item, successor)
    if reason in FOR_SAFETY and Derivation.objects.filter(item=successor, original=item).exists():
        raise no_successor()  # it is withdrawn with it
    withhold(item)
    item.standing = Item.Standing.WITHDRAWN
    item.withdrawn_at, item.withdrawal_reason, item.withdrawal_explanation, item.successor = (
        at,
        reason,
        explanation,
        successor,
    )
    adaptations = lock_adaptations(item)
    _close(item, Entry.State.WITHDRAWN, at)
    gone = _withdraw_with(item, adaptations, at) if reason in FOR_SAFETY else []
    lose_original(adaptations, at=at)
    _announce("item.withdrawn", item, by, at, reason=reason)
    for adaptation in gone:
        _announce("item.withdrawn", adaptation, by, at, reason=reason)
    return item


@transaction.atomic
def redirect(*, item: Item, successor: Item, expected_version: int | None = None, by: Actor, at: datetime) -> Item:
    """Send readers of an item to its successor for good: its address answers 308. Raises as `withdraw`."""
    standings = (Item.Standing.PUBLISHED, Item.Standing.WITHDRAWN)
    item = _in_standing(item, successor, *standings, expected_version=expected_version, by=by)
    check_successor(item, successor)
    withhold(item)
    item.standing, item.successor = Item.Standing.REDIRECTED, successor
    lose_original(lock_adaptations(item), at=at)
    _close(item, Entry.State.REDIRECTED, at)
    _announce("item.redirected", item, by, at)
    return item


@transaction.atomic
def restore(*, item: Item, expected_version: int | None = None, by: Actor, at: datetime) -> Item:
    """Undo a withdrawal or redirect: the editions that were current before it are so again, in every language that was out. One that had
    not come back from an earlier withdrawal does not come back now, and says why again. Raises as `withdraw`.
    """
    standings = (Item.Standing.WITHDRAWN, Item.Standing.REDIRECTED)
    item = _in_standing(item, None, *standings, expected_version=expected_version, by=by)
    _check_original(item)
    take_areas_again(item)
    still_gone = withheld_languages(item)
    item.standing = Item.Standing.PUBLISHED
    settle_withdrawal(item, still_gone)
    item.version += 1
    item.save()
    entries = Entry.objects.filter(item=item).order_by("-is_original", "language")
    back = entries.exclude(language__in=still_gone)
    back.update(state=Entry.State.LIVE)  # before any of them is written: each lists all languages
    entries.filter(language__in=still_gone).update(state=Entry.State.WITHDRAWN, changed_at=at)
    for entry in back:
        edition = Edition.objects.get(item=item, language=entry.language, number=entry.edition)
        make_renditions_of.defer(entry=str(put_entry(item=item, edition=edition, at=at).pk))
    adaptations = lock_adaptations(item)
    regain_original([one for one in adaptations if one.language not in still_gone], at=at)
    _announce("item.restored", item, by, at, but=still_gone)
    if still_gone:
        _announce("item.withdrawn", item, by, at, reason=item.withdrawal_reason, but=[one.language for one in back])
    return item


def bring_back(*, item: Item, language: str) -> None:
    """Make a withdrawn item ready for the corrected text that is published next in the same transaction: what was withdrawn is
    not live for a moment. Its texts in other languages stay withdrawn, and go on saying why, until each is published again, too.

    `item` is the row locked by the caller; `language` is its original language. Raises `NotInThatStanding`, `AdaptationExists`.
    """
    if not may_come_back_in(item, language):
        raise NotInThatStanding(
            "Only a withdrawn item comes back with a corrected text, in its original language.",
            standing=item.standing,
            needs=[str(Item.Standing.WITHDRAWN)],
        )
    _check_original(item)
    take_areas_again(item)
    item.standing = Item.Standing.PUBLISHED
    item.version += 1
    item.save()


def may_come_back_in(item: Item, language: str) -> bool:
    """Whether a text in this language can bring the item back: it is withdrawn, and the original comes first."""
    return item.standing == Item.Standing.WITHDRAWN and language == item.original_language


def returns_in(item: Item, language: str) -> bool:
    """Whether the next text in this language takes the place of one that was withdrawn."""
    return language in withdrawn_languages(item)


def returns_for_safety(item: Item, language: str) -> bool:
    """Whether the next text in this language corrects one that was not safe: then it is for the safety of readers, and said to
    be, or adaptations that were withdrawn with it would come back with the old words and look merely behind.
    """
    return is_unsafe(item, language) and returns_in(item, language)


def complete_return(item: Item, language: str, adaptations: Sequence[Derivation], *, at: datetime) -> None:
    """Before the text with which an item comes back in a language: its adaptations in that language have an original again, and
    with the last language it is forgotten why the item was withdrawn. The rows of all of them are locked by the caller.
    """
    regain_original(adaptations, at=at)
    said = (item.withdrawn_at, item.withheld)
    settle_withdrawal(item, withdrawn_languages(item) - {language})
    if (item.withdrawn_at, item.withheld) != said:
        item.version += 1
        item.save()


def announce_return(item: Item, language: str, *, by: Actor, at: datetime) -> None:
    """After the text that it came back with: those who mirror it read that one, and no other."""
    record("item.restored", subject=subject_of(item, language), actor=by.id, at=at)


def check_not_taken_back(item: Item) -> None:
    """Raise `NotInThatStanding` for an item that was withdrawn or redirected: a new edition would undo that unseen."""
    if item.standing in {Item.Standing.WITHDRAWN, Item.Standing.REDIRECTED}:
        raise NotInThatStanding(
            taken_back(item),
            standing=item.standing,
            needs=[str(Item.Standing.UNPUBLISHED), str(Item.Standing.PUBLISHED)],
        )


def taken_back(item: Item) -> str:
    """What to do about a new text of an item that was withdrawn or redirected. Restoring what is not safe is no way to correct it."""
    if item.standing == Item.Standing.WITHDRAWN:
        return "The item was withdrawn: publish its original language with `restore`, and it comes back with that text."
    return f"The item was {item.standing}: restore it first."


def _in_standing(item: Item, successor: Item | None, *standings: str, expected_version: int | None, by: Actor) -> Item:
    check_role(by, *RELEASERS)
    lock_with_successor(item, successor)
    item = lock_item(item, by=by)
    if item.standing not in standings:
        raise NotInThatStanding(
            f"The item is {item.standing}.", standing=item.standing, needs=[str(standing) for standing in standings]
        )
    if expected_version is not None and item.version != expected_version:
        raise PreconditionFailed("This item has changed since you read it.", version=item.version)
    return item


def lock_with_successor(item: Item, successor: Item | None) -> None:
    """Lock both rows, so that two items can't become each other's successor at the same moment, and the adaptations of the item.

    Always in one order, which is that of a publication: originals first, then adaptations, each by their keys.
    """
    if successor is None:
        return
    rows = Item.objects.select_for_update(of=("self",), no_key=True)
    concerned = rows.filter(Q(pk__in=[item.pk, successor.pk]) | Q(derivation__original=item))
    list(concerned.order_by(Case(When(kind=Item.Kind.ADAPTATION, then=1), default=0), "pk"))


def _check_original(item: Item) -> None:
    """An adaptation of what is not safe does not come back before its original does."""
    derivation = Derivation.objects.filter(item=item).select_related("original").first()
    if derivation and is_unsafe(derivation.original, derivation.language) and not has_original(derivation):
        raise NotInThatStanding(
            "Its original was withdrawn for the safety of readers, and is not back in this language.",
            standing=str(Item.Standing.WITHDRAWN),
            needs=[str(Item.Standing.PUBLISHED)],
        )


def _withdraw_with(original: Item, adaptations: Sequence[Derivation], at: datetime) -> list[Item]:
    """Take the adaptations of an item back with it, for the same reason. Returns those that were out."""
    gone = [one.item for one in adaptations if one.item.standing == Item.Standing.PUBLISHED]
    for item in gone:
        item.standing, item.successor, item.withdrawn_at = Item.Standing.WITHDRAWN, original.successor, at
        item.withdrawal_reason, item.withdrawal_explanation = (
            original.withdrawal_reason,
            original.withdrawal_explanation,
        )
        _close(item, Entry.State.WITHDRAWN, at)
    return gone


def _close(item: Item, state: str, at: datetime) -> None:
    item.version += 1
    item.save()
    remove_entries(item=item, state=state, at=at)
    leave_areas([item])


def _announce(event: str, item: Item, by: Actor, at: datetime, *, reason: str = "", but: Collection[str] = ()) -> None:
    """One event per language: each was an entry of its own to those who mirror. `but` are languages to leave out."""
    successor = item.successor if event != "item.restored" else None
    entries = Entry.objects.filter(item=item).exclude(language__in=but).order_by("-is_original", "language")
    for language in entries.values_list("language", flat=True):
        record(
            event,
            subject=subject_of(item, language),
            actor=by.id,
            at=at,
            reason=reason,
            successor_kind=successor.kind if successor else "",
            successor_slug=successor.slug if successor else "",
        )
