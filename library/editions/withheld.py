"""Languages of an item that had not come back when it was taken back again. What was wrong with their texts still is: undoing the
later step is not to bring them before readers, and only a text that is published anew does.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from library.catalogue.models import Entry, Item

FOR_SAFETY = frozenset({Item.WithdrawalReason.UNSAFE})
"""Reasons for which adaptations are withdrawn with their original; for any other they stay, and say that it is gone."""


def withhold(item: Item) -> None:
    """Keep which languages of an item that is out are not, and why. Before it is taken back as a whole, for another reason perhaps."""
    waiting = withdrawn_languages(item)
    if item.standing != Item.Standing.PUBLISHED or not waiting:
        return
    earlier = item.withheld or {}
    if earlier.get("reason") not in FOR_SAFETY:
        earlier = {
            "at": item.withdrawn_at and item.withdrawn_at.isoformat(),
            "reason": item.withdrawal_reason,
            "explanation": item.withdrawal_explanation,
        }
    item.withheld = {**earlier, "languages": sorted(waiting)}


def withheld_languages(item: Item) -> list[str]:
    return list(item.withheld["languages"]) if item.withheld else []


def withdrawn_languages(item: Item) -> set[str]:
    gone = Entry.objects.filter(item=item, state=Entry.State.WITHDRAWN)
    return set(gone.values_list("language", flat=True))


def is_unsafe(item: Item, language: str) -> bool:
    """Whether the text that was taken back in this language was so for the safety of readers."""
    withheld = item.withheld or {"languages": ()}
    return item.withdrawal_reason in FOR_SAFETY or (
        language in withheld["languages"] and withheld["reason"] in FOR_SAFETY
    )


def settle_withdrawal(item: Item, gone: Collection[str]) -> None:
    """Let an item say why what is still gone of it is: nothing when nothing is, and the earlier reason when only what was withheld is.
    The caller saves it.
    """
    withheld = [language for language in withheld_languages(item) if language in gone]
    if not gone:
        item.withdrawn_at, item.withdrawal_reason, item.withdrawal_explanation, item.successor = None, "", "", None
    elif set(gone) <= set(withheld):
        earlier = item.withheld or {}
        item.withdrawn_at = datetime.fromisoformat(earlier["at"])
        item.withdrawal_reason, item.withdrawal_explanation = earlier["reason"], earlier["explanation"]
        item.successor = None  # where readers were sent from the whole of it
        withheld = []
    item.withheld = {**(item.withheld or {}), "languages": withheld} if withheld else None
