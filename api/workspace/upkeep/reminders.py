"""Whether one is reminded by letter."""

from __future__ import annotations

from pydantic import Field
from rest_framework.request import Request

from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from library.upkeep.actions import choose_letters
from library.upkeep.queries import wants_letters


class ReminderChoice(Body):
    letters: bool = Field(description="Whether you want reminders by letter.")


class ReminderShape(Shape):
    letters: bool = Field(description="Whether you get one letter a day at most, when something new needs you.")


class Reminders(WorkspaceView):
    @operation(
        id="get_reminders",
        summary="See whether you are reminded by letter",
        description=(
            "Whoever has duties (`/v1/workspace/duties`) gets a letter about them: 90, 30 and 7 days before a review, a fortnight before "
            "a number is to be verified, on the day, when it is overdue, and when it is escalated to you. One letter a day at most, "
            "and none twice. For people: a service key has none."
        ),
        roles=ANY_MEMBER,
        answer=ReminderShape,
    )
    def get(self, request: Request) -> Answer:
        return Answer(ReminderShape(letters=wants_letters(self.actor)))

    @operation(
        id="choose_reminders",
        summary="Turn your reminders by letter on or off",
        description="For you, in every organisation that you belong to. Your duties stay, and stay on the start page of the desk.",
        roles=ANY_MEMBER,
        body=ReminderChoice,
        answer=ReminderShape,
        example={"letters": False},
    )
    def put(self, request: Request) -> Answer:
        return Answer(ReminderShape(letters=choose_letters(wanted=self.body.letters, by=self.actor, at=self.at)))
