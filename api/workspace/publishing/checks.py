"""Checking a text that is not kept here: what a person should look at, and what would keep it from being published."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from rest_framework.request import Request

from api.http.addressing import LanguageTag
from api.http.fields import no_repeats
from api.http.findings import FindingShape, ReadabilityShape
from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.requests import Body, Shape
from api.http.views import Answer, WorkspaceView
from api.workspace.publishing.fields import DocumentData, Slug, document_at
from library.documents.errors import DocumentTooDeep, DocumentTooLarge, InvalidDocument, TooManyWords
from library.documents.fields import Markdown
from library.editions.review_status import uk_day
from library.errors import Fault, Malformed
from library.publishing.checking import check_document, check_text
from library.quality.findings import is_ready
from library.quality.safe_messaging import TOPIC
from library.upkeep.advice import link_findings

Slugs = Annotated[list[Slug], Field(max_length=50), AfterValidator(no_repeats)]


class TextToCheck(Body):
    """Either a `text` by itself or a whole `document`, and whom it is for."""

    text: Markdown | None = Field(None, description="Markdown, at most 64 kB.")
    language: LanguageTag = Field("en-GB", description="With `text`: its language. Wording is checked in English only.")
    document: DocumentData | None = Field(None, description="A document, as a draft has it.")
    topics: Slugs = Field(
        default_factory=lambda: [TOPIC],
        description="What it is about. Safe messaging is looked at in what is about eating disorders: that is what is taken without this.",
    )
    audiences: Slugs = Field(
        default_factory=list,
        description="For whom it is. For professionals alone, harmful words are a warning; for everybody else they hinder publication.",
    )


class CheckedText(Shape):
    """What was found. Nothing of the text was kept."""

    findings: list[FindingShape] = Field(description="Pointers are into the document; of a `text` they are `/text`.")
    readability: ReadabilityShape | None = Field(description="Null for what is not English, or has no words.")
    ready: bool = Field(description="Nothing that was found would keep it from being published.")


class Checks(WorkspaceView):
    @operation(
        id="check_text",
        summary="Check a text",
        description=(
            "Every check of wording that texts of the library go through, on any text of yours, also from a system of your own: words that "
            "can harm readers with an eating disorder, typed and retired numbers, claims, unfinished places, plain language, addresses at "
            "which the library found something wrong, and how hard it is to read. Each finding says where, why, and what to write "
            "instead. Nothing is stored or logged."
        ),
        roles=ANY_MEMBER,
        body=TextToCheck,
        answer=CheckedText,
        problems=(InvalidDocument, DocumentTooLarge, DocumentTooDeep, TooManyWords),
        example={"text": "At my lowest weight I was six stone. Ring us on 0808 801 0677.", "audiences": ["carers"]},
    )
    def post(self, request: Request) -> Answer:
        said, on = self.body, uk_day(self.at)
        if (said.text is None) == (said.document is None):
            raise Malformed(
                "Send either a `text` or a `document`.", errors=[Fault("/text", "Either this or `document`, not both.")]
            )
        whom = {"topics": said.topics, "audiences": said.audiences}
        if said.text is not None:
            checked = check_text(said.text, language=said.language, **whom, on=on)
        else:
            with document_at("/document"):
                checked = check_document(said.document, **whom, on=on)
        checked = checked.also(link_findings(checked.document, organisation=self.actor.home, on=on))
        return Answer(
            CheckedText(
                findings=[FindingShape.of(one) for one in checked.findings],
                readability=ReadabilityShape.of(checked.readability),
                ready=is_ready(checked.findings),
            )
        )
