"""Personal links, as JSON and as a page that works without scripts.

The address is the credential: whoever has it may act. So it is never logged, never kept, never sent on to other sites as a referrer, and no
other site may read what it answers. There is no cookie and so nothing that another site could use in somebody's name.

People open these links from a mail. A browser that asks for HTML gets refusals as pages too, with the status of the problem, as on the
addresses that stand on paper (`api.http.for_people`); everywhere else a refusal is `application/problem+json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from pydantic import Field
from rest_framework.request import Request

from api.http import caching
from api.http.answers import bytes_of, response_of
from api.http.bodies import MAX_FIELDS
from api.http.operations import JSON, operation
from api.http.pages import FORM_POLICY
from api.http.requests import Body, Shape
from api.http.views import PublicView
from api.public.accounts import link_pages
from library.accounts import links
from library.accounts.link_forms import Fact, LinkNotForYou, LinkWaits, ShownHasChanged
from library.accounts.links import LinkNotFound, Opened
from library.errors import LibraryError
from library.rendering.page import page_policy

HTML = "text/html"
FORMS = (JSON, HTML)
TOKEN = {"token": {"description": "The last part of the address in the mail.", "example": "the-token-from-your-mail"}}
CLOSED = {**caching.NO_STORE, "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


class LinkFact(Shape):
    name: str = Field(description="For programs: it never changes.")
    label: str
    value: str
    secret: bool = Field(description="Whether it is shown this once.")

    @classmethod
    def of(cls, fact: Fact) -> LinkFact:
        return cls(**vars(fact))


class LinkChoice(Shape):
    value: str
    label: str


class LinkQuestion(Shape):
    name: str = Field(description="Its name in `answers`.")
    label: str
    help: str
    type: str = Field(
        description=(
            "`line`, `text`, `password` or `choice`, answered with text; `tick`, with true or false; `seal`, with its own `value`: it "
            "says what was read."
        )
    )
    required: bool
    max_length: int
    choices: list[LinkChoice]
    group: str = Field(description="Questions that follow one another with the same words here belong together.")
    value: str = Field(description="What to send back, for a `seal`; else empty.")
    language: str = Field(description="Of the label, where it is not English.")
    about: str = Field(description="What it is about, where the label does not say so by itself.")


class LinkOffer(Shape):
    """What a link is for."""

    kind: str = Field(description="Such as `invitation`.")
    title: str
    text: list[str] = Field(description="Paragraphs.")
    facts: list[LinkFact]
    questions: list[LinkQuestion] = Field(description="What may be answered when the link is used.")
    closing: list[str] = Field(description="Paragraphs to be read before it is used.")
    button: str = Field(description="What using it means, in a word or two.")
    expires_at: datetime
    shown_url: str | None = Field(description="Address of a web page to be read before answering, if there is one.")

    @classmethod
    def of(cls, opened: Opened, token: str) -> LinkOffer:
        offer = opened.offer
        questions = [
            LinkQuestion(**{**vars(ask), "choices": [LinkChoice(**vars(choice)) for choice in ask.choices]})
            for ask in offer.asks
        ]
        return cls(
            kind=opened.kind,
            title=offer.title,
            text=list(offer.text),
            facts=[LinkFact.of(fact) for fact in offer.facts],
            questions=questions,
            closing=list(offer.closing),
            button=offer.button,
            expires_at=opened.expires_at,
            shown_url=f"{settings.PUBLIC_URL}/links/{token}/shown" if offer.shows else None,
        )


class LinkOutcome(Shape):
    """What has come of using a link."""

    kind: str
    title: str
    text: list[str]
    facts: list[LinkFact]


class LinkAnswers(Body):
    """What a person has filled in."""

    answers: dict[Annotated[str, Field(max_length=120)], bool | Annotated[str, Field(max_length=5000)]] = Field(
        {}, max_length=MAX_FIELDS, description="By the names of the questions; what is left out counts as empty."
    )


def _members(fields: Mapping[str, str]) -> Mapping[str, Any]:
    """The body that the fields of our page mean: a ticked box sends its name behind `tick.`, and a line end is one character, as
    the browser has counted it.
    """
    return {
        "answers": {
            name.removeprefix(link_pages.TICK): True
            if name.startswith(link_pages.TICK)
            else value.replace("\r\n", "\n")
            for name, value in fields.items()
        }
    }


class Closed(PublicView):
    """What is told by its address alone: nobody keeps it, and no other site learns of it."""

    def finish(self, response: HttpResponseBase) -> HttpResponseBase:
        for name, value in CLOSED.items():
            response.headers[name] = value
        return super().finish(response)


class Link(Closed):
    @operation(
        id="open_link",
        summary="See what a personal link is for",
        description=(
            "Personal links come by mail, and each lets one person do one thing once: join an organisation, take their words back, "
            "review a draft. Looking changes nothing. As JSON, or as a page with a form for `Accept: text/html`. Where `shown_url` is not "
            "null there is something to read first. A link that is unknown, used, expired or taken back is 404; 409 while "
            "what it is about is being changed."
        ),
        answer=LinkOffer,
        produces=FORMS,
        problems=(LinkNotFound, LinkWaits),
        conditional=False,
        for_people=True,
        path=TOKEN,
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        opened = links.look(token, at=self.at)
        if self.media_type == HTML:
            return self._page(link_pages.offer_page(opened, token))
        return self._json(LinkOffer.of(opened, token))

    @operation(
        id="use_link",
        summary="Use a personal link",
        description=(
            "Does what the link is for, and uses it up. A refusal leaves the link as it was. An invitation makes you a member and "
            "answers with your first API key, shown this once. An answer to a text that has changed since is refused (409): read it anew, "
            "and answer with the new `value` of its `seal`."
        ),
        body=LinkAnswers,
        page_form=_members,
        answer=LinkOutcome,
        produces=FORMS,
        problems=(LinkNotFound, LinkNotForYou, ShownHasChanged),
        for_people=True,
        path=TOKEN,
        example={"answers": {}},
    )
    def post(self, request: Request, token: str) -> HttpResponse:
        kind, outcome = links.use(token, self.body.answers, at=self.at)
        if self.media_type == HTML:
            return self._page(link_pages.outcome_page(outcome))
        facts = [LinkFact.of(fact) for fact in outcome.facts]
        return self._json(LinkOutcome(kind=kind, title=outcome.title, text=list(outcome.text), facts=facts))

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]  # ours are Django's
        """The problem; or, for a browser, a page that says the same. Wrong answers come back in the form, each with its fault."""
        problem: HttpResponse = super().handle_exception(exc)
        if getattr(self, "media_type", JSON) != HTML or not isinstance(exc, LibraryError):
            return problem
        problem.content = self._form_again(exc) or link_pages.refusal_page(exc)
        for name, value in {**_headers_of_page(), "Content-Length": str(len(problem.content))}.items():
            problem.headers[name] = value
        return problem

    def _form_again(self, refusal: LibraryError) -> bytes | None:
        """The form with what was answered, if it was answered and the link still works; without the form while it waits."""
        if self.request.method != "POST" or not hasattr(self, "body"):
            return None
        token = self.kwargs["token"]
        try:
            return link_pages.form_again(links.look(token, at=self.at), token, refusal, self.body.answers)
        except LinkNotFound:
            return None
        except LinkWaits as waits:
            return link_pages.refusal_page(waits, self.body.answers)

    def _page(self, page: bytes) -> HttpResponse:
        return response_of(page, _headers_of_page())

    def _json(self, shape: Shape) -> HttpResponse:
        return response_of(bytes_of(shape), {"Content-Type": JSON, **caching.NO_STORE})


class LinkShown(Closed):
    @operation(
        id="open_link_page",
        summary="Read what a personal link shows",
        description=(
            "The page that is to be read before a link is used, such as a draft as it will look once it is published. It is nobody else's "
            "to see. 404 for a link that has none, or does not work; 409 while it is being changed."
        ),
        produces=(HTML,),
        problems=(LinkNotFound, LinkWaits),
        conditional=False,
        for_people=True,
        path=TOKEN,
    )
    def get(self, request: Request, token: str) -> HttpResponse:
        page = links.show(token, at=self.at)
        headers = {"Content-Type": f"{HTML}; charset=utf-8", **caching.NO_STORE}
        return response_of(page, {**headers, "Content-Security-Policy": page_policy(page, framed_by="'self'")})


def _headers_of_page() -> dict[str, str]:
    return {
        "Content-Type": f"{HTML}; charset=utf-8",
        "Content-Security-Policy": FORM_POLICY,
        **caching.NO_STORE,
    }
