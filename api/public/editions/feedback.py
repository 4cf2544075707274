"""A reader writes back about an item, through a program or on our own page. It is taken, and nothing of it is ever shown here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import sleep
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from pydantic import AfterValidator, BeforeValidator, Field
from rest_framework.request import Request

from api.http import caching
from api.http.addressing import PATH, InLanguage, LanguageTag
from api.http.answers import response_of
from api.http.fields import several_lines
from api.http.for_people import HTML
from api.http.operations import JSON, operation
from api.http.refusals import RequestInFlight
from api.http.requests import Body, Shape, WholeNumber
from api.http.views import Answer, PublicView
from api.public.editions import feedback_pages
from api.public.editions.feedback_pages import MAX_TEXT, SENDING, form_page, members_of
from library.catalogue.addresses import KINDS, feedback_url
from library.catalogue.models import Feedback
from library.directory.queries import crisis_help
from library.editions.actions import give_feedback
from library.editions.archive import NoSuchEdition
from library.editions.reading import LanguageNotAvailable
from library.editions.review_status import uk_day
from library.editions.writing_back import asked_about
from library.errors import Gone, Moved, NotFound
from library.ids import SLUG_MAX_LENGTH, SLUG_PATTERN, new_id
from library.rendering.feedback_page import feedback_thanks
from library.rendering.page import page_policy

THANKS = (
    "Thank you. The people who look after this text will read what you wrote. They do not know who you are, so nobody can "
    "answer you. If you need help now, call one of these."
)

PAUSE, PAUSES = 0.2, 10
"""Seconds between looks at whether the first sending of a form is done, and how many of them: two seconds in all."""


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


class FeedbackFields(Shape):
    """What the form of our page sends. What is left empty counts as left out."""

    about: str = Field("", description="As `about` of the JSON body.")
    text: str = Field("", description="As `text`.")
    section: str = Field("", description="As `section`.")
    language: str = Field("", description="As `language`.")
    edition: str = Field("", description="As `edition`.")
    sending: str = Field(
        "",
        description=(
            "A value of your own, new for each form that is opened. With it, the same form, unchanged, is taken once if it is sent again "
            "from the same network address within 24 hours; without it, it is taken each time."
        ),
    )


class AboutEdition(InLanguage):
    """Which text the reader had."""

    edition: WholeNumber | None = Field(
        None, ge=1, le=999_999, description="The edition that was read. Left out: the one that is out."
    )


class ItemFeedback(PublicView):
    @operation(
        id="open_feedback_page",
        summary="Open the page for readers to write back",
        description=(
            "A web page with a form, in the language of the text, for you to link to wherever you show it: the address is the item's "
            "`feedback_url`. It says where to get help now, who reads what is written and how long it is kept. It needs no script, sets "
            "no cookie and asks no other server for anything. The web pages and embeds of the item lead to it by themselves."
        ),
        query=AboutEdition,
        produces=(HTML,),
        problems=(NotFound, LanguageNotAvailable, NoSuchEdition, Gone, Moved),
        conditional=False,
        for_people=True,
        path=PATH,
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponse:
        asked = self.params
        with _leading_to_feedback():
            item = asked_about(KINDS[collection], slug, language=asked.language, edition=asked.edition, now=self.at)
        return _page(form_page(item, collection, slug))

    @operation(
        id="give_feedback",
        summary="Tell the owners what you think of an item",
        description=(
            "For readers of every item, and for the pages of others that show it. No account is needed, and no name or address is "
            "asked: **ask readers not to write personal details**, their own or anybody's. Nothing of it is ever public; the "
            "organisation whose item it is reads it, and deletes the words half a year after it has dealt with them. **Nobody can "
            "answer, and nobody can help in a crisis through it**: the answer says where to get help now, for you to show. A "
            "withdrawn item answers as it does when it is read.\n\nThe form of our own page sends the same as "
            "`application/x-www-form-urlencoded`, and gets a page; so may a plain form of yours."
        ),
        body=FeedbackGiven,
        page_form=members_of,
        page_fields=FeedbackFields,
        page_example={"about": "unclear", "text": "I did not understand what a care plan is.", "edition": "1"},
        answer=FeedbackTaken,
        status=201,
        produces=(JSON, HTML),
        idempotent=True,
        costly=True,
        light=True,
        for_people=True,
        problems=(NotFound, LanguageNotAvailable, Gone, Moved),
        path=PATH,
        example={"about": "unclear", "text": "I did not understand what a care plan is."},
    )
    def post(self, request: Request, collection: str, slug: str) -> Answer | HttpResponse:
        said, kind = self.body, KINDS[collection]
        with _leading_to_feedback():
            given = give_feedback(
                kind=kind,
                slug=slug,
                about=said.about,
                text=said.text,
                section=said.section or "",
                language=said.language,
                edition=said.edition,
                at=self.at,
            )
        if self.media_type == HTML:
            item = asked_about(kind, slug, language=given.language, edition=None, now=self.at)
            return _page(feedback_thanks(item), 201)
        lines = [
            HelpLine(**{name: line[name] for name in HelpLine.model_fields}) for line in crisis_help(uk_day(self.at))
        ]
        return Answer(FeedbackTaken(message=THANKS, help=lines), 201)

    def get_exception_handler(self) -> Callable[[Exception, Any], HttpResponse]:
        return feedback_pages.handle

    def once(self, handler: Callable[..., Any], **kwargs: Any) -> HttpResponseBase:
        """Whoever taps twice on Send waits for what the first is answered: told that it did not work, they would not know that it did.
        Should the first fail, the second is taken in its place.
        """
        if self.received.fields is not None:
            for _ in range(PAUSES):
                with suppress(RequestInFlight):
                    return super().once(handler, **kwargs)
                sleep(PAUSE)
        return super().once(handler, **kwargs)

    def idempotency_key(self) -> str:
        """A form sends no header. What is sent twice by one form, unchanged, is one; what was changed in between is another."""
        fields = self.received.fields
        if fields is None or "HTTP_IDEMPOTENCY_KEY" in self.request.META:
            return super().idempotency_key()
        return self.received.digest if fields.get(SENDING) else str(new_id())

    def finish(self, response: HttpResponseBase) -> HttpResponseBase:
        """Every page gets the policy that its own style needs, an answer that is repeated, too; no search engine keeps a form."""
        if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith(HTML):
            response.headers["Content-Security-Policy"] = page_policy(response.content, sends_to="'self'")
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex"
        return super().finish(response)


def _page(content: bytes, status: int = 200) -> HttpResponse:
    return response_of(content, {"Content-Type": f"{HTML}; charset=utf-8", **caching.NO_STORE}, status)


@contextmanager
def _leading_to_feedback() -> Iterator[None]:
    """Whoever follows a redirect is to come to the same for the successor. 308 keeps the method and the body: so its owners are told."""
    try:
        yield
    except Moved as moved:
        successor = moved.members["successor"]
        url = feedback_url(settings.PUBLIC_URL, successor["kind"], successor["slug"])
        raise Moved(f"It is now at {url}.", successor={**successor, "url": url}) from None
