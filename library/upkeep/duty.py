"""A duty: one thing that needs somebody until a day. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from library.accounts.actors import Actor
from library.accounts.roles import ReviewKind, Role
from library.upkeep.rules import RULES, Kind, Rule, Status, escalates_on, status_on


@dataclass(frozen=True)
class Person:
    """The colleague whose it is alone."""

    member: UUID
    user: UUID
    name: str


@dataclass(frozen=True)
class Duty:
    """`name` is what the subject is called: never words of readers or of people who told their story. `page` is where to see to
    it, below the desk's address. `review_kinds`: one of them is needed to do it; `not_for`: who has a part in it and may not.

    `public_name` is what the subject, or that which it is about, is called in public: only what anybody may read already, else empty.
    `about` is the kind of subject where the kind of duty does not tell.
    """

    kind: Kind
    subject: UUID
    name: str
    page: str
    organisation: UUID
    due_on: date
    on: date
    detail: str = ""
    person: Person | None = None
    review_kinds: frozenset[ReviewKind] = frozenset()
    not_for: frozenset[UUID] = field(default_factory=frozenset)
    public_name: str = ""
    about: str = ""

    @property
    def rule(self) -> Rule:
        return RULES[self.kind]

    @property
    def status(self) -> Status:
        return status_on(self.rule, self.due_on, self.on)

    @property
    def escalates_on(self) -> date | None:
        return escalates_on(self.rule, self.due_on)

    @property
    def escalated_to(self) -> tuple[Role, ...]:
        """Whose it is besides by now."""
        return self.rule.escalated_to if self.status is Status.ESCALATED else ()

    def is_visible_to(self, actor: Actor) -> bool:
        return self.organisation == actor.organisation_id and actor.has_role(*self.rule.roles)

    def is_of(self, actor: Actor) -> bool:
        """Whether it is this person's to see to: assigned, or by a role while nobody is assigned, or escalated to them."""
        if not self.is_visible_to(actor):
            return False
        if self.escalated_to and actor.has_role(*self.escalated_to):
            return True
        if self.person is not None:
            return self.person.user == actor.id
        return actor.has_role(*self.rule.owners) and self._may_be_done_by(actor)

    def _may_be_done_by(self, actor: Actor) -> bool:
        fits = not self.review_kinds or bool(self.review_kinds & actor.review_kinds)
        return fits and actor.id not in self.not_for
