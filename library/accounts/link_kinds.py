"""The kinds of personal links that this area has: invitations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings

from library.accounts import links
from library.accounts.actions.invitations import LINK, Joined, accept_invitation, asks_for_password, is_open
from library.accounts.link_forms import Ask, Fact, Offer, Outcome, Value
from library.accounts.models import Invitation
from library.errors import NotFound

WHAT_ROLES_DO = {
    "curator": "write and edit items",
    "publisher": "publish items, and take them back",
    "reviewer": "review drafts",
    "steward_admin": "look after the library: organisations, people and keys",
    "editor": "adapt leaflets and keep local services up to date",
    "approver": "approve what colleagues have adapted, and publish it",
    "admin": "look after the members and keys of your organisation",
    "reader": "read what your organisation is working on",
}
PASSWORD = Ask(
    "password",
    "Password for the desk",
    "The desk is the library's own website for its members. Only if you want to use it: at least 12 characters, such as three words. "
    "You can go without, and use the API alone.",
    type="password",
    max_length=200,
)

DESK_WAITS = (
    "You have an account in the library already, and it stays as it is. If you have a password for the desk, go on using it. If not, "
    "the library's administrators decide whether to open the desk to you; they have been told."
)


class InvitationLink:
    """Becoming a member of an organisation."""

    name = LINK

    def offer(self, subject: UUID, *, at: datetime) -> Offer:
        found = Invitation.objects.select_related("organisation").filter(pk=subject).first()
        if found is None or not is_open(found, at=at):
            raise NotFound()
        organisation = found.organisation.name
        return Offer(
            title=f"Join {organisation}",
            text=(
                f"You are invited to work for {organisation} in the co-production resource library.",
                "If you accept, we keep your name and e-mail address as long as you are a member. You get a key, which lets you and your "
                "organisation's systems use the library. It is shown once, on the next page.",
            ),
            button="Accept the invitation",
            facts=(
                Fact("organisation", "Organisation", organisation),
                Fact("name", "Your name", found.name),
                Fact("email", "Your e-mail address", found.email),
                Fact("roles", "You will be able to", "; ".join(WHAT_ROLES_DO[role] for role in found.roles)),
            ),
            asks=(PASSWORD,) if asks_for_password(found) else (),
        )

    def show(self, subject: UUID, *, at: datetime) -> bytes:  # noqa: ARG002 - there is nothing to read first
        raise NotFound()

    def lock(self, subject: UUID) -> None:
        Invitation.objects.select_for_update(of=("self",)).filter(pk=subject).first()

    def act(self, subject: UUID, answers: Mapping[str, Value], *, at: datetime) -> Outcome:
        joined = accept_invitation(invitation=subject, password=str(answers.get("password", "")), at=at)
        return Outcome(
            title="Welcome",
            text=(
                f"You are now a member of {joined.membership.organisation.name}.",
                "Keep your key now, in a safe place such as a password manager: we can't show it again. If it gets lost, make another "
                "and revoke this one.",
                *((DESK_WAITS,) if joined.desk_waits else ()),
            ),
            facts=_facts(joined),
        )


def _facts(joined: Joined) -> tuple[Fact, ...]:
    facts = (
        Fact("key", "Your API key", joined.key, secret=True),
        Fact("organisation", "Organisation", joined.membership.organisation.name),
        Fact("roles", "Roles", ", ".join(joined.membership.roles)),
    )
    if joined.username is None:
        return facts
    desk = Fact("desk", "The desk", f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}")
    return (*facts, desk, Fact("username", "User name for the desk", joined.username))


links.register(InvitationLink())
