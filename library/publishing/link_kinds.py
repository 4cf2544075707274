"""The kind of personal link by which somebody without an account reviews a draft (domain.md, HQ-6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from library.accounts import links
from library.accounts.link_forms import (
    Ask,
    Choice,
    Fact,
    LinkNotForYou,
    Offer,
    Outcome,
    ShownHasChanged,
    Value,
)
from library.accounts.models import User
from library.errors import Fault, Malformed, NotFound
from library.publishing.actions import answer_review_invitation
from library.publishing.actions.invitations import LINK, is_open, lock_invitation
from library.publishing.actions.reviews import OwnWork, TextHasMovedOn
from library.publishing.models import Draft, Review, ReviewInvitation
from library.publishing.opinions import (
    LONGEST_COMMENT,
    LONGEST_NOTE,
    LONGEST_SECTION_COMMENT,
    Answer,
    Said,
)
from library.publishing.previews import draft_page
from library.publishing.queries import criteria_of
from library.publishing.workflow import SETTLED
from library.quality.review_criteria import ANSWERS, Criterion

SEAL, SECTION, CRITERION, NOTE = "document_hash", "section-", "criterion-", "note-"
DECISIONS = (
    Choice(Review.Decision.APPROVED, "I approve of this text"),
    Choice(Review.Decision.CHANGES_REQUESTED, "Please change something first"),
)
THANKS: Mapping[str, str] = {
    Review.Decision.APPROVED: (
        "Your answer is with the people who write this text. It holds for exactly the text that you have read: if they change it, they "
        "may ask you again."
    ),
    Review.Decision.CHANGES_REQUESTED: (
        "Your answer is with the people who write this text, and what you asked for is theirs to change now. Nobody reads it by this "
        "link meanwhile. When it is ready, they may ask you again, with another letter."
    ),
}
ABOUT_YOUR_DATA = (
    "With your answer we keep your name and what makes you fit to judge, as a record of who has checked this text. Neither is published. "
    "Your e-mail address is deleted 30 days after it is no longer needed. You can ask for all of it to be deleted at any time."
)
BEING_CHANGED = "The people who write this text are changing it. When it is ready to be read you get a letter, and this link shows it."
COUNTS = {
    "lived_experience": "Say what you think as somebody who knows what it is like. You need not know anything about medicine.",
    "clinical": "Please check what it says against its sources and current guidance.",
    "editorial": "Please read it for its language, its structure and its claims.",
    "accessibility": "Please look whether everybody can use it, however they read.",
}


class ReviewLink:
    """Reading a draft as it will look, and saying what one thinks of it, once."""

    name = LINK

    def offer(self, subject: UUID, *, at: datetime) -> Offer:
        invitation, draft = _open(subject, at)
        return Offer(
            title=f"Please read “{draft.document['title']}”",
            text=(
                invitation.why,
                f"Below you see it as readers will, on the web. {COUNTS[invitation.kind]} It is not published yet: please keep it to "
                "yourself.",
                "You can stop at any time. If you would rather not read it, close this page; nobody asks why.",
            ),
            closing=(ABOUT_YOUR_DATA,),
            button="Send my answer",
            facts=_facts(invitation),
            asks=tuple(_asks(invitation, draft)),
            shows=str(draft.document["title"]),
            waits="" if draft.state in SETTLED else BEING_CHANGED,
        )

    def show(self, subject: UUID, *, at: datetime) -> bytes:
        return draft_page(_open(subject, at)[1], at=at)

    def lock(self, subject: UUID) -> None:
        lock_invitation(subject)

    def act(self, subject: UUID, answers: Mapping[str, Value], *, at: datetime) -> Outcome:
        invitation, _ = _open(subject, at)
        said = _said(invitation, answers)
        try:
            answer_review_invitation(invitation=subject, said=said, document_hash=str(answers[SEAL]), at=at)
        except TextHasMovedOn:
            raise ShownHasChanged() from None
        except OwnWork:
            raise LinkNotForYou(
                "You have written in this text since you were asked, so somebody else signs it off."
            ) from None
        except Malformed as refusal:
            refusal.errors = [Fault(_place(fault.pointer), fault.detail) for fault in refusal.errors]
            raise
        return Outcome("Thank you", (THANKS[said.decision], "You need not do anything else."))


def _open(subject: UUID, at: datetime) -> tuple[ReviewInvitation, Draft]:
    found = (
        ReviewInvitation.objects.select_related(
            "reviewer", "item__owner", "item__licence", "draft__item__owner__theme", "draft__item__licence"
        )
        .filter(pk=subject)
        .first()
    )
    if found is None or found.draft is None or not is_open(found, at=at):
        raise NotFound()
    return found, found.draft


def _facts(invitation: ReviewInvitation) -> tuple[Fact, ...]:
    asker = User.objects.filter(pk=invitation.invited_by).first()
    owner = invitation.item.owner.name
    who = f"{asker.get_full_name()}, {owner}" if asker and asker.get_full_name() else owner
    looked_at = "All of it" if invitation.scope == Review.Scope.WHOLE else "Above all what has changed in it"
    return (
        Fact("asked_by", "Who asks you", who),
        Fact("name", "Your name", invitation.reviewer.name),
        Fact("capacity", "You are asked as", invitation.capacity),
        Fact("kind", "What you are asked for", f"{invitation.get_kind_display()} review"),
        Fact("scope", "What to look at", looked_at),
    )


def _asks(invitation: ReviewInvitation, draft: Draft) -> Iterator[Ask]:
    yield Ask(SEAL, "What you have read", type="seal", required=True, value=draft.document_hash, max_length=64)
    for section in draft.document["sections"]:
        yield Ask(
            f"{SECTION}{section['id']}",
            section["heading"],
            type="text",
            max_length=LONGEST_SECTION_COMMENT,
            group="What do you think of its parts? Write only where you have something to say.",
            language=draft.language,
        )
    for criterion in criteria_of(draft.item, invitation.kind):
        yield from _questions(criterion)
    yield Ask(
        "comment",
        "Anything else that the writers should know",
        help="If you ask for changes, say what should change: here, or at the part concerned.",
        type="text",
        max_length=LONGEST_COMMENT,
        group="Your answer",
    )
    if invitation.kind == "clinical":
        yield Ask("evidence_checked", "I have checked its sources", type="tick", group="Your answer")
    yield Ask("decision", "What do you say?", type="choice", required=True, choices=DECISIONS, group="Your answer")


def _questions(criterion: Criterion) -> Iterator[Ask]:
    group = "Some questions. If you approve, please answer each of them."
    choices = tuple(Choice(value, words) for value, words in ANSWERS.items())
    yield Ask(
        f"{CRITERION}{criterion.code}",
        criterion.question,
        help=criterion.help,
        type="choice",
        choices=choices,
        group=group,
    )
    yield Ask(f"{NOTE}{criterion.code}", "A note", max_length=LONGEST_NOTE, group=group, about=criterion.question)


def _said(invitation: ReviewInvitation, answers: Mapping[str, Value]) -> Said:
    texts = {name: str(value).replace("\r\n", "\n").replace("\r", "\n") for name, value in answers.items()}
    given = {
        name.removeprefix(CRITERION): Answer(value, texts.get(NOTE + name.removeprefix(CRITERION), ""))
        for name, value in texts.items()
        if name.startswith(CRITERION) and value
    }
    lonely = [
        Fault(f"/answers/{CRITERION}{code}", "Choose an answer to go with your note.")
        for name, text in texts.items()
        if name.startswith(NOTE) and text.strip() and (code := name.removeprefix(NOTE)) not in given
    ]
    if lonely:
        raise Malformed(errors=lonely)
    return Said(
        kind=invitation.kind,
        decision=texts["decision"],
        comment=texts["comment"],
        evidence_checked=answers.get("evidence_checked") is True,
        sections={
            name.removeprefix(SECTION): text
            for name, text in texts.items()
            if name.startswith(SECTION) and text.strip()
        },
        criteria=given,
    )


def _place(pointer: str) -> str:
    """`/criteria/no-harm/note` is `/answers/note-no-harm` here."""
    _, member, *rest = pointer.split("/")
    if member == "sections":
        return f"/answers/{SECTION}{rest[0]}"
    if member == "criteria":
        return f"/answers/{NOTE if rest[-1] == 'note' and len(rest) > 1 else CRITERION}{rest[0]}"
    return f"/answers/{member}"


links.register(ReviewLink())
