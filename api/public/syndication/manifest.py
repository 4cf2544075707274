"""The manifest: all that is published and all that was, to compare a copy with."""

from __future__ import annotations

from typing import Literal

from django.http import HttpResponse
from pydantic import Field
from rest_framework.request import Request

from api.http.addressing import LanguageTag
from api.http.operations import operation
from api.http.pagination import Paged, decode_token, encode_token, link_header, page_url, scope_of
from api.http.requests import CommaSeparated, Instant, Shape
from api.http.views import PublicView
from library.documents.vocabulary import ItemKind
from library.errors import Fault, Malformed
from library.syndication.departures import State
from library.syndication.manifest import ManifestEntry, ManifestQuestion, read_manifest


class ManifestQuery(Paged):
    kind: CommaSeparated[ItemKind] | None = Field(
        None, description="Any of these kinds. Left out: all, adaptations too."
    )
    language: LanguageTag | None = Field(None, description="Only texts in this language.")
    state: CommaSeparated[State] | None = Field(
        None, description="Any of `live`, `withdrawn`, `redirected`. Left out: all, what is gone too."
    )
    modified_since: Instant | None = Field(
        None,
        description="Only what has changed since then in any way (`changed_at`): what came back and what went, too.",
    )
    order: Literal["modified", "last_reviewed", "next_review_due"] = Field(
        "modified",
        description=(
            "By `changed_at`, by the last review, or by the next; the earliest first. In the orders of reviews there is only "
            "what is live."
        ),
    )


class Manifest(Shape):
    """One page of the manifest."""

    items: list[ManifestEntry]
    next: str | None = Field(description="Address of the next page; null on the last one.")


class ManifestView(PublicView):
    @operation(
        id="read_manifest",
        summary="Compare a copy with what is published",
        description=(
            "One row for each item and language that was ever published, also for what is gone: that one says why, and "
            "what took its place. `etag` is the one that the address answers with at this moment, so one pass finds "
            "everything that a copy lacks, also changes that are no event, such as the name of a topic or a review that "
            "has become due. To hear of editions and withdrawals at once, follow `/v1/changes`; to begin, take "
            "`/v1/export`. In the order `modified`, what somebody changes while you page is met again at the end. What changes by the "
            "calendar may keep its place until it is written anew: the next pass finds it, or `modified_since`."
        ),
        query=ManifestQuery,
        answer=Manifest,
        paged=True,
        example={"state": "live", "order": "next_review_due"},
    )
    def get(self, request: Request) -> HttpResponse:
        params: ManifestQuery = self.params
        if params.order != "modified" and set(params.state or ()) - {"live"}:
            raise Malformed(errors=[Fault("?order", "What is gone has no review: ask for it in the order `modified`.")])
        scope = scope_of(request.path, params)
        question = ManifestQuestion(
            order=params.order,
            kind=tuple(params.kind or ()),
            language=params.language,
            state=tuple(params.state or ()),
            modified_since=params.modified_since,
            after=decode_token(params.page_token, scope) if params.page_token else None,
        )
        rows, after = read_manifest(question, params.page_size, now=self.at)
        next_url = page_url(request.path, params, encode_token(after, scope)) if after else None
        headers = {"Link": link_header(request.path, params, next_url)}
        return self.send_shape(Manifest(items=rows, next=next_url), keys="catalogue", headers=headers)
