"""A duty as webhooks tell of it. Pure.

What the duty is called at the desk stays there: a title may be a draft's, an address may hold a token, and of a person who told their story
nothing leaves the desk. Only what is public already is named.
"""

from __future__ import annotations

from library.syndication.reminders import RemindedDuty, RemindedOwner, RemindedSubject
from library.upkeep.duty import Duty
from library.upkeep.rules import Kind

ABOUT = {
    Kind.UPSETTING: "feedback",
    Kind.SAFETY: "adaptation",
    Kind.WEBHOOK: "subscription",
    Kind.NUMBER: "contact_point",
    Kind.CONTACT: "contact_point",
    Kind.SERVICE: "service",
    Kind.FEEDBACK: "feedback",
    Kind.SIGN_OFF: "draft",
    Kind.APPROVAL: "adaptation",
    Kind.REVIEW: "item",
    Kind.RECOGNITION: "recognition",
}
"""What each kind of duty is about. Links are about several: their duties say which."""
UNTOLD = frozenset({Kind.CONSENT})
"""Curators alone know of people and of when their consents end; a program, and whoever reads its log, is no curator."""
PATHS = {
    "item": "items",
    "draft": "drafts",
    "adaptation": "adaptations",
    "feedback": "feedback",
    "contact_point": "contact-points",
    "service": "services",
    "recognition": "recognitions",
    "subscription": "subscriptions",
}
"""Where each is read with a key, below `/v1/workspace/`."""


def reminder_of(duty: Duty, *, base_url: str, desk: str) -> RemindedDuty:
    """`base_url` is that of the API, `desk` that of the desk's start page."""
    about = duty.about or ABOUT[duty.kind]
    return RemindedDuty(
        kind=duty.kind.value,
        title=duty.rule.called,
        subject=RemindedSubject(
            kind=about,
            id=duty.subject,
            name=duty.public_name or None,
            url=f"{desk}{duty.page}",
            api_url=f"{base_url}/v1/workspace/{PATHS[about]}/{duty.subject}",
        ),
        due_on=duty.due_on,
        status=duty.status.value,
        owner=RemindedOwner(roles=[role.value for role in duty.rule.owners]),
        escalates_on=duty.escalates_on,
        escalated_to=[role.value for role in duty.escalated_to],
    )
