"""The letter of a day: everything that there is to tell one person. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from library.accounts.letters import Text, day_words
from library.upkeep.duty import Duty
from library.upkeep.rules import Status

LISTED = 40
"""So many duties stand in one letter; of the others the next one tells."""
HOW = {
    Status.DUE: "by {day}.",
    Status.OVERDUE: "was due {day}.",
    Status.ESCALATED: "was due {day}, and nobody has seen to it yet.",
}


def digest_text(duties: Sequence[Duty], organisations: Mapping[UUID, str], desk: str) -> Text:
    """`organisations`: their names, by id. Duties in the order in which they are listed; `desk` is the address of the start page."""
    number = len(duties)
    subject = f"{number} things need you" if number > 1 else f"{duties[0].rule.called}: {duties[0].name}"
    parts = [
        _part(name, [duty for duty in duties[:LISTED] if duty.organisation == id], desk)
        for id, name in organisations.items()
    ]
    more = f"And {number - LISTED} more.\n\n" if number > LISTED else ""
    return Text(
        subject,
        f"Hello,\n\nthis needs you:\n\n{''.join(parts)}{more}"
        f"Everything that waits, as it is now:\n{desk}\n\n"
        "You get at most one such letter a day, and another about the same thing only when it has become more urgent. If you would "
        f"rather look by yourself, turn the letters off at the desk:\n{desk}reminders/",
    )


def _part(organisation: str, duties: Sequence[Duty], desk: str) -> str:
    lines = "".join(f"- {_line(duty)}\n  {desk}{duty.page}\n" for duty in duties)
    return f"{organisation}\n\n{lines}\n" if duties else ""


def _line(duty: Duty) -> str:
    return f"{duty.rule.called}: {duty.name}, {HOW[duty.status].format(day=day_words(duty.due_on))}"
