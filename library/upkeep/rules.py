"""Whose each duty is, when it comes up, and to whom it goes when nobody has seen to it: one table. Pure.

Sources: domain.md HQ-4 (reviews), HQ-11 (feedback), CR-4 (contacts), CN-8 (consents), CP-6 (awards), LO-9 (safety),
CR-15 (links and numbers).

Days are days in the United Kingdom. A duty is due on its day, overdue from the day after, and escalated so many days after its day: then
it is the administrators' as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from library.accounts.roles import Role

ADMINISTRATORS = (Role.STEWARD_ADMIN, Role.ADMIN)
WRITERS = (Role.CURATOR, Role.EDITOR)
RELEASERS = (Role.PUBLISHER, Role.APPROVER)
KEEPERS = (*WRITERS, *RELEASERS)
AT_ONCE = 36_500
"""So many days before it is due: it comes up as soon as it is there."""


class Kind(StrEnum):
    UPSETTING = "upsetting_feedback"
    SAFETY = "safety_update"
    WEBHOOK = "webhook"
    NUMBER = "number_gone"
    CONTACT = "contact_point"
    SERVICE = "service"
    FEEDBACK = "feedback"
    SIGN_OFF = "sign_off"
    APPROVAL = "approval"
    LINK = "broken_link"
    REVIEW = "review"
    CONSENT = "consent"
    RECOGNITION = "recognition"


class Status(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


@dataclass(frozen=True)
class Rule:
    """`before`: days before it is due on which whoever owns it is told by letter; from the first on it is a duty. `after`: days
    after it was due from which it is escalated, None for never. `told`: the days of letters, where others have told of it already.
    """

    kind: Kind
    called: str
    owners: tuple[Role, ...]
    before: tuple[int, ...]
    after: int | None = None
    escalated_to: tuple[Role, ...] = ADMINISTRATORS
    told: tuple[int, ...] | None = None

    @property
    def roles(self) -> frozenset[Role]:
        """Who may ever know of it."""
        return frozenset({*self.owners, *self.escalated_to})

    @property
    def lead(self) -> timedelta:
        return timedelta(days=self.before[0])


RULES = {
    rule.kind: rule
    for rule in (
        # In the order of their urgency: what readers may be harmed by today stands first.
        # A letter of its own tells of the first that is unread (`editions.give_feedback`).
        Rule(Kind.UPSETTING, "Feedback of an upset reader", KEEPERS, (AT_ONCE, 0), 1, told=(0,)),
        Rule(Kind.SAFETY, "Safety change to take over", KEEPERS, (AT_ONCE, 3, 0), 3),
        Rule(Kind.WEBHOOK, "Webhook that does not arrive", ADMINISTRATORS, (AT_ONCE,), None, ()),
        Rule(Kind.NUMBER, "Number that is gone from its source", KEEPERS, (AT_ONCE, 0), 4),
        Rule(Kind.CONTACT, "Contact point to verify", KEEPERS, (14, 0), 14),
        Rule(Kind.SERVICE, "Service to verify", KEEPERS, (14, 0), 30),
        Rule(Kind.FEEDBACK, "Feedback of a reader", KEEPERS, (AT_ONCE, 0), 14),
        Rule(Kind.SIGN_OFF, "Draft to sign off", (Role.REVIEWER,), (14, 0), 14, (Role.CURATOR, Role.STEWARD_ADMIN)),
        Rule(Kind.APPROVAL, "Adaptation to approve", RELEASERS, (14, 0), 14),
        Rule(Kind.LINK, "Links to look at", KEEPERS, (AT_ONCE, 0), 30),
        Rule(Kind.REVIEW, "Review of what is out", WRITERS, (90, 30, 7, 0), 30, (*RELEASERS, *ADMINISTRATORS)),
        # Its end hides the words by itself: nothing is overdue, and curators alone know of people. A letter of its own has
        # told of it 90 days before (`editions.remind_of_end`).
        Rule(Kind.CONSENT, "Consent that ends", (Role.CURATOR,), (90, 30, 7, 0), None, (), told=(30, 7, 0)),
        Rule(Kind.RECOGNITION, "Result of an award", (Role.CURATOR,), (0,), 60, (Role.STEWARD_ADMIN,)),
    )
}
WAITING_DAYS = 14
"""A text handed in is signed off or approved within so many days."""
SAFETY_DAYS = 7
"""A safety change is taken over within so many days, or by the day that a place has named."""

NUMBER_DAYS = 3
"""A number that does not stand where it was verified is called and verified, or changed, within so many days."""


def status_on(rule: Rule, due_on: date, on: date) -> Status:
    if on <= due_on:
        return Status.DUE
    escalates = escalates_on(rule, due_on)
    return Status.ESCALATED if escalates is not None and on >= escalates else Status.OVERDUE


def escalates_on(rule: Rule, due_on: date) -> date | None:
    """The first day on which it is escalated. One that is escalated at once is overdue for a day before."""
    return None if rule.after is None else due_on + timedelta(days=1 + rule.after)
