"""Reading what people chose."""

from __future__ import annotations

from library.accounts.actors import Actor
from library.upkeep.models import LettersOff


def wants_letters(by: Actor) -> bool:
    """Whether the person gets reminders by letter. Raises `Forbidden` for a key that is no person's."""
    return not LettersOff.objects.filter(user=by.person).exists()
