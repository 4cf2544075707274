"""A reader writes back about an item. It is taken, and nothing of it is ever shown here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from rest_framework.request import Request

from api.http.addressing import PATH, LanguageTag
from api.http.fields import several_lines
from api.http.operations import operation
from api.http.requests import Body, Shape
from api.http.views import Answer, PublicView
from library.catalogue.addresses import KINDS
from library.catalogue.models import Feedback
from library.directory.queries import crisis_help
from library.editions.actions import give_feedback
from library.editions.reading import LanguageNotAvailable
from library.editions.review_status import uk_day
from library.errors import Gone, Moved, NotFound
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN

MAX_TEXT = 2000
THANKS = (
    "Thank you. The people who look after this text will read what you wrote. They do not know who you are, so nobody can "
    "answer you. If you need help now, call one of these."
)


def _unix_lines(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class FeedbackGiven(Body):
    """What a reader wants to say. Who they are is not asked."""

    about: Literal[tuple(Feedback.About.values)] = Field(  # type: ignore[valid-type]
        description=(
            "`helpful`: it helped. `unclear`: something is hard to understand. `wrong`: something is wrong or out of date. "
            "`upsetting`: something is upsetting. `broken`: something does not work. `other`: something else."
        )
    )
    text: Annotated[str, BeforeValidator(_unix_lines), AfterValidator(several_lines), Field(max_length=MAX_TEXT)] = (
        Field(
            "", description="In the reader's own words, without personal details. May be left out for `helpful` alone."
        )
    )
    section: Annotated[str, Field(pattern=SLUG_PATTERN, max_length=SLUG_MAX_LENGTH)] | None = Field(
        None, description="Id of the section that it is about, as in the item's `sections`. Left out: all of it."
    )
    language: LanguageTag | None = Field(
        None, description="In which language it was read. Left out: the item's original."
    )
    edition: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        None,
        description="Which edition was read, if it was an older one: the number stands on paper. Left out: the one that is out.",
    )


class HelpLine(Shape):
    """Where to get help now."""

    name: str
    purpose: str = Field(description="`emergency`, `urgent`, `listening` or `condition`, in this order.")
    display: str = Field(description="The number or address, as to be read.")
    link: str | None = Field(description="A `tel:`, `mailto:` or `https:` address; null for numbers that are texted.")
    menu_path: str | None = Field(description="What to choose after dialling.")
    nations: list[str] = Field(description="Empty: all of the United Kingdom.")
    hours: str | None
    non_voice: list[str] = Field(description="How to reach it without speaking.")


class FeedbackTaken(Shape):
    """It has arrived."""

    message: str = Field(description="Thanks, to be shown to the reader.")
    help: list[HelpLine] = Field(description="Show these beside it: somebody who writes may need them now.")


class ItemFeedback(PublicView):
    @operation(
        id="give_feedback",
        summary="Tell the owners what you think of an item",
        description=(
            "For readers of every item, and for the pages of others that show it. No account is needed, and no name or address is "
            "asked: **ask readers not to write personal details**, their own or anybody's. Nothing of it is ever public; the "
            "organisation whose item it is reads it, and deletes the words half a year after it has dealt with them. **Nobody can "
            "answer, and nobody can help in a crisis through it**: the answer says where to get help now, for you to show. A "
            "withdrawn item answers as it does when it is read."
        ),
        body=FeedbackGiven,
        answer=FeedbackTaken,
        status=201,
        idempotent=True,
        costly=True,
        light=True,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        path=PATH,
        example={"about": "unclear", "text": "I did not understand what a care plan is."},
    )
    def post(self, request: Request, collection: str, slug: str) -> Answer:
        said = self.body
        try:
            give_feedback(
                kind=KINDS[collection],
                slug=slug,
                about=said.about,
                text=said.text,
                section=said.section or "",
                language=said.language,
                edition=said.edition,
                at=self.at,
            )
        except Moved as moved:
            raise _to_feedback_of(moved.members["successor"]) from None
        lines = [
            HelpLine(**{name: line[name] for name in HelpLine.model_fields}) for line in crisis_help(uk_day(self.at))
        ]
        return Answer(FeedbackTaken(message=THANKS, help=lines), 201)


def _to_feedback_of(successor: Mapping[str, str]) -> Moved:
    """308 keeps the method and the body: whoever follows it has told the successor's owners."""
    url = f"{successor['url']}/feedback"
    return Moved(f"It is now at {url}.", successor={**successor, "url": url})
