"""What the directory refuses."""

from __future__ import annotations

from library.errors import Conflict, Forbidden


class DirectoryNameTaken(Conflict):
    """The directory has one of this slug."""

    slug = "directory-name-taken"
    title = "The directory has this slug already"
    explanation = (
        "Texts name contact points and services by their slugs, so that each stands for one, for good; a group of contact points is "
        "named like one of them, so no slug is the name of a group. Choose another."
    )


class ContactPointRetired(Conflict):
    """It has been retired, and stays as a record."""

    slug = "contact-point-retired"
    title = "This contact point has been retired"
    explanation = "A retired contact point stays as a record of what was printed, and does not change. Add a new one."


class ChangePending(Conflict):
    """Somebody has proposed a change that nobody has decided on yet."""

    slug = "change-pending"
    title = "A change of this contact point is waiting for a second person"
    explanation = "One change at a time: confirm or discard the one that `GET /v1/workspace/contact-points/{id}` shows, then propose yours."


class NoChangePending(Conflict):
    """There is no such change to decide on."""

    slug = "no-change-pending"
    title = "This is not the change that is waiting"
    explanation = (
        "`change` is the id of the proposal that you looked at. It has been decided on, or another one took its place: read the "
        "contact point again."
    )


class SecondPersonNeeded(Forbidden):
    """Whoever proposed it can't be the one who confirms it."""

    slug = "second-person-needed"
    title = "Somebody else of your organisation must confirm this"
    explanation = (
        "A wrong number in print can cost a life, so two people look at each change. Ask a colleague of the organisation that "
        "proposed it, or discard it yourself."
    )
