"""Suggestions: a better text, offered to the authors of a template."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.fields import not_blank
from api.http.operations import operation
from api.http.pagination import Paged, link_header, newest_first
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, PlainText, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.leaflets import examples
from api.workspace.leaflets.adaptation_shapes import NamedOrganisation
from api.workspace.leaflets.fields import Slug
from library.accounts.roles import Role
from library.coproduction.models import Contribution
from library.documents.errors import InvalidDocument
from library.documents.fields import Markdown
from library.errors import NotFound
from library.leaflets.actions import accept_suggestion, decline_suggestion, suggest
from library.leaflets.actions.suggestions import SectionGone, SuggestionDecided
from library.leaflets.models import Suggestion
from library.leaflets.queries import get_adaptation, get_suggestion, visible_suggestions
from library.leaflets.workflow import WRITERS
from library.publishing.workflow import NotInThatState

PATH = "/v1/workspace/suggestions"
ID = {"id": "The suggestion's id."}
DECIDERS = frozenset({Role.CURATOR})
_GROUP = Contribution._meta.get_field("group").max_length
Words = Annotated[PlainText, AfterValidator(not_blank), Field(min_length=1, max_length=500)]


class SuggestionsQuery(Paged):
    template: Slug | None = Field(None, description="Only for this leaflet.")
    state: Literal[tuple(Suggestion.State.values)] | None = Field(None, description="Only in this state.")  # type: ignore[valid-type]


class NewSuggestion(Body):
    """A text for a section of the template; of a locked one, too."""

    adaptation: UUID = Field(description="Your adaptation of the template.")
    section: Slug
    text: Markdown = Field(description="The whole section as it should be, in Markdown.")
    reason: Words = Field(description="Why it is better.")


class SuggestionAcceptance(Body):
    """The text goes into the draft."""

    answer: Annotated[PlainText, Field(max_length=500)] = Field("", description="A word to whoever suggested it.")
    credit: Annotated[PlainText, Field(max_length=_GROUP)] | None = Field(
        None, description="Whose it is, in the record of co-production; left out: the name of their organisation."
    )


class SuggestionRefusal(Body):
    """The text stays as it is."""

    answer: Words = Field(description="Why, for whoever suggested it.")


class SuggestionShape(Shape):
    """Offered by `organisation` to the authors of `template`."""

    id: UUID
    template: str = Field(description="Slug of the leaflet.")
    language: str
    section: str
    base_edition: int = Field(description="The edition of the template that the text improves on.")
    text: str
    reason: str
    organisation: NamedOrganisation
    state: str = Field(description="open, accepted or declined.")
    answer: str | None
    version: int
    suggested_at: datetime
    decided_at: datetime | None

    @classmethod
    def of(cls, row: Suggestion) -> SuggestionShape:
        owner = row.adaptation.item.owner
        return cls(
            id=row.pk,
            template=row.template.slug,
            language=row.language,
            section=row.section,
            base_edition=row.base_edition,
            text=row.text,
            reason=row.reason,
            organisation=NamedOrganisation(code=owner.code, name=owner.name),
            state=row.state,
            answer=row.answer or None,
            version=row.version,
            suggested_at=row.suggested_at,
            decided_at=row.decided_at,
        )


class SuggestionList(Shape):
    items: list[SuggestionShape]
    next: str | None


class Suggestions(WorkspaceView):
    @operation(
        id="list_suggestions",
        summary="List suggestions",
        description="Those that your organisation has made, and those that were made to it, newest first.",
        roles=ANY_MEMBER,
        query=SuggestionsQuery,
        answer=SuggestionList,
        paged=True,
        example={"state": "open"},
    )
    def get(self, request: Request) -> Answer:
        params = self.params
        named = {"template__slug": params.template, "state": params.state}
        wanted = {name: value for name, value in named.items() if value is not None}
        rows, following = newest_first(visible_suggestions(self.actor).filter(**wanted), params, PATH)
        headers = {"Link": link_header(PATH, params, following)}
        return Answer(SuggestionList(items=[SuggestionShape.of(row) for row in rows], next=following), headers=headers)

    @operation(
        id="suggest",
        summary="Suggest a better text",
        description=(
            "Offers a text for a section to the authors of the template. Your adaptation stays as it is; if they take it, it "
            "reaches everybody with their next edition, with credit."
        ),
        roles=frozenset(WRITERS),
        body=NewSuggestion,
        answer=SuggestionShape,
        status=201,
        idempotent=True,
        problems=(NotFound,),
        example=examples.SUGGESTION,
    )
    def post(self, request: Request) -> Answer:
        offered = self.body
        made = suggest(
            adaptation=get_adaptation(offered.adaptation, by=self.actor),
            section=offered.section,
            text=offered.text,
            reason=offered.reason,
            by=self.actor,
            at=self.at,
        )
        return Answer(SuggestionShape.of(made), 201, version=made.version, path=f"{PATH}/{made.pk}")


class SuggestionDetail(WorkspaceView):
    @operation(
        id="get_suggestion",
        summary="See a suggestion",
        description="The text, why it was offered, and what came of it. The authors need its `ETag` to answer.",
        roles=ANY_MEMBER,
        answer=SuggestionShape,
        path=ID,
    )
    def get(self, request: Request, id: UUID) -> Answer:
        found = get_suggestion(id, by=self.actor)
        return Answer(SuggestionShape.of(found), version=found.version)


class SuggestionAccept(WorkspaceView):
    @operation(
        id="accept_suggestion",
        summary="Accept a suggestion",
        description=(
            "Puts the text into the draft of the template and records whose it is. The draft then goes through its reviews "
            "as ever: nothing is published by this."
        ),
        roles=DECIDERS,
        body=SuggestionAcceptance,
        answer=SuggestionShape,
        versioned=True,
        problems=(SuggestionDecided, SectionGone, NotInThatState, InvalidDocument),
        path=ID,
        example={"answer": "Thank you, it is in our draft."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        accept_suggestion(
            suggestion=get_suggestion(id, by=self.actor),
            group=self.body.credit,
            answer=self.body.answer,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        found = get_suggestion(id, by=self.actor)
        return Answer(SuggestionShape.of(found), version=found.version)


class SuggestionDecline(WorkspaceView):
    @operation(
        id="decline_suggestion",
        summary="Decline a suggestion",
        description="With the reason: somebody took the trouble to write it.",
        roles=DECIDERS,
        body=SuggestionRefusal,
        answer=SuggestionShape,
        versioned=True,
        problems=(SuggestionDecided,),
        path=ID,
        example={"answer": "These words were agreed with the people who wrote them."},
    )
    def post(self, request: Request, id: UUID) -> Answer:
        decline_suggestion(
            suggestion=get_suggestion(id, by=self.actor),
            answer=self.body.answer,
            expected_version=self.version,
            by=self.actor,
            at=self.at,
        )
        found = get_suggestion(id, by=self.actor)
        return Answer(SuggestionShape.of(found), version=found.version)
