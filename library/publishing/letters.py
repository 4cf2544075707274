"""Letters of the workshop to people: plain text, as a person would write it."""

from __future__ import annotations

from django.conf import settings

from library.accounts.letters import Text, day_of
from library.accounts.posting import LINK
from library.publishing.models import ReviewInvitation

KIND_WORDS = {
    "lived_experience": "as somebody who has lived through it, or beside it",
    "clinical": "as a clinician",
    "editorial": "as an editor",
    "accessibility": "as somebody who knows what makes a text accessible",
}


def review_invitation_text(invitation: ReviewInvitation, *, title: str, asker: str) -> Text:
    """With the title, which the person needs to decide whether they want to open it; never with words of the text."""
    owner = invitation.item.owner.name
    who = f"{asker} of {owner}" if asker else owner
    return Text(
        f"Would you look at “{title}” for {owner}?",
        f"Hello {invitation.reviewer.name},\n\n"
        f"{who} asks you to read “{title}” before it is published, and to say what you think of it, "
        f"{KIND_WORDS[invitation.kind]}.\n\n"
        f"{invitation.why}\n\n"
        f"You need no account. Open this link, on a phone or a computer, read it as it will look, and answer on the same page:"
        f"\n\n{LINK}\n\n"
        f"The link holds until {day_of(invitation.expires_at)} and your answer can be given once. It is for you alone: please do not "
        "pass it on.\n\n"
        "It may be about hard things, such as eating disorders. You need not read it now, or at all: if you would rather not, you need do "
        "nothing.",
    )


def ready_again_text(invitation: ReviewInvitation, *, title: str) -> Text:
    """After it was taken back, changed or not. They have the link: it stands in the letter before."""
    return Text(
        f"“{title}” is ready to be read again",
        f"Hello {invitation.reviewer.name},\n\n"
        f"{invitation.item.owner.name} asked you to read “{title}” before it is published. Its writers took it back meanwhile, and "
        f"it is ready to be read now. The link in our letter of {day_of(invitation.sent_at)} shows it as it is, and holds until "
        f"{day_of(invitation.expires_at)}. If you can't find that letter, ask for another.\n\n"
        "You need not read it now, or at all: if you would rather not, you need do nothing.",
    )


def answered_text(invitation: ReviewInvitation) -> Text:
    """For whoever asked. What was said, and by whom, they read at the desk."""
    return Text(
        "A review that you asked for has come in",
        "Hello,\n\n"
        f"A {invitation.get_kind_display().lower()} review that you asked for has come in. You can read it with the draft:\n\n"
        f"{settings.PUBLIC_URL}{settings.DESK_PREFIX}publishing/draft/{invitation.draft_id}/change/\n",
    )
