"""Drafts: where texts are written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from api.desk.asking import Asked, asked
from api.desk.cells import NOTHING, badge, day, listed, moment, thing_link
from api.desk.changes import told
from api.desk.forms.json_schema import people_words
from api.desk.publishing.document_form import DocumentForm, save
from api.desk.publishing.draft_shown import shown
from api.desk.publishing.draft_steps import DRAFT_STEPS
from api.desk.publishing.import_forms import report_of
from api.desk.publishing.import_steps import IMPORT_STEPS
from api.desk.publishing.imports import told as became_of
from api.desk.publishing.live import look, typed_look, typed_page
from api.desk.publishing.review_invitations import state_badge
from api.desk.publishing.reviews import answered, name_of_reviewer
from api.desk.site import desk
from api.desk.things import Cell, Changing, Thing
from library.accounts.actors import Actor
from library.catalogue.languages import direction
from library.directory.display import display
from library.directory.queries import everybodys_contact_points
from library.documents.diff import diff
from library.editions.archive import source_of
from library.editions.models import Edition
from library.editions.review_status import uk_day
from library.publishing.models import Draft
from library.publishing.moves import parsed_document
from library.publishing.queries import reviews_with_reviewers, sign_offs_of, visible_review_invitations
from library.publishing.signoff import required_kinds
from library.publishing.today import missing_of, titled_drafts
from library.publishing.workflow import RELEASERS, STEPS, WRITERS


@admin.register(Draft, site=desk)
class Drafts(Thing):
    list_display = ("shown_title", "shown_kind", "language", "shown_state", "shown_waits", "shown_updated")
    list_filter = ("state", "item__kind", "language")
    search_fields = ("item__slug", "title")
    search_help_text = "Search in titles and addresses"
    ordering = ("-updated_at",)
    sortable_by = ("shown_kind", "language", "shown_state", "shown_updated")
    page_template = "desk/draft.html"
    changing = Changing(save, DocumentForm, roles=WRITERS, when=lambda draft: draft.state in STEPS["edit"].sources)
    steps = (*DRAFT_STEPS[:-1], *IMPORT_STEPS, DRAFT_STEPS[-1])

    def visible(self, by: Actor) -> QuerySet[Draft]:
        found = titled_drafts(by).select_related("item", "item__owner", "item__licence")
        return found.prefetch_related(Prefetch("reviews", reviews_with_reviewers()))

    def get_urls(self) -> list[URLPattern]:
        pages = [
            path(
                "<path:object_id>/preview/", self.admin_site.admin_view(self.preview), name="publishing_draft_preview"
            ),
            path(
                "<path:object_id>/compare/", self.admin_site.admin_view(self.compare), name="publishing_draft_compare"
            ),
            path("<path:object_id>/typed/", self.admin_site.admin_view(self.typed), name="publishing_draft_typed"),
            path(
                "<path:object_id>/typed/page/",
                self.admin_site.admin_view(partial(self.typed, as_page=True)),
                name="publishing_draft_typed_page",
            ),
        ]
        return [*pages, *super().get_urls()]

    def title_of(self, thing: Any) -> str:
        return thing.title or str(thing.item.slug)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        draft = about.thing
        rows: list[tuple[str, Cell]] = [
            ("State", badge(draft.state, draft.get_state_display())),
            ("Item", thing_link(draft.item, f"{draft.item.get_kind_display()}: {draft.item.slug}")),
            ("Language", draft.language),
            ("Starts from", f"Edition {draft.based_on}" if draft.based_on else "Nothing: it is new"),
            ("Last changed", moment(draft.updated_at)),
        ]
        if draft.publish_at:
            rows.append(("To be published", moment(draft.publish_at)))
        if draft.change_note:
            rows.append(("What changed", draft.change_note))
        return rows

    def notices(self, about: Asked) -> Sequence[str]:
        draft, said = about.thing, []
        if draft.schedule_failure:
            said.append(f"It was to be published by itself, and was refused: {draft.schedule_failure}")
        if draft.state == Draft.State.SCHEDULED:
            said.append("It is scheduled, so it can't be edited. Call the schedule off to change it.")
        elif draft.state == Draft.State.PUBLISHED:
            said.append(
                "This text is published. Saving a change starts the next edition, of which the public sees nothing until it is published."
            )
        elif draft.state in {Draft.State.IN_REVIEW, Draft.State.APPROVED} and about.seat.may(*WRITERS):
            said.append(
                "Reviewers are looking at this very text. Saving a change takes it back to a draft, and they have to look again."
            )
        elif about.seat.may(*WRITERS) and (signed := sign_offs_of(draft)):
            kinds = " and ".join(people_words(kind) for kind in signed)
            said.append(f"Signed off as it is: {kinds}. With a change that holds no more, and they have to look again.")
        return said

    def beside(self, about: Asked) -> dict[str, Any]:
        draft = about.thing
        today = uk_day(timezone.now())
        return {
            "sign_offs": self.sign_offs(draft),
            **look(about),
            "typed_url": self.url("typed", draft.pk),
            "typed_page_url": self.url("typed_page", draft.pk),
            "reviews": self.reviews(draft),
            "asked": self.asked(about),
            "contacts": [
                (f"{{{{contact:{one.slug}}}}}", one.name, display(one.kind, one.value))
                for one in everybodys_contact_points(today).order_by("name")
            ],
            "brought_in": became_of(report_of(draft)),
            "describe_url": self.step_url(draft, "describe") if about.seat.may(*WRITERS) else "",
            "preview_url": self.url("preview", draft.pk),
            "compare_url": self.url("compare", draft.pk) if draft.based_on else "",
            "shown": None if self.has_change_permission(about.request, draft) else shown(about),
            "text_direction": direction(draft.language),
        }

    def sign_offs(self, draft: Draft) -> list[tuple[str, Cell]]:
        """Every kind that is needed, and who has not given it yet."""
        valid = sign_offs_of(draft)
        rows: list[tuple[str, Cell]] = []
        for kind in dict.fromkeys([*required_kinds(draft.item.is_health_content), *valid]):
            given = valid.get(kind)
            rows.append(
                (
                    people_words(kind),
                    badge("approved", f"Given {day(given.at.date())}")
                    if given
                    else badge("missing", "Missing", "warn"),
                )
            )
        return rows

    def reviews(self, draft: Draft) -> list[dict[str, Any]]:
        found = reviews_with_reviewers().filter(draft=draft).select_related("reviewer").order_by("-created_at")
        headings = {section["id"]: section["heading"] for section in draft.document["sections"]}
        return [
            {
                "kind": people_words(one.kind),
                "decision": badge(one.decision, one.get_decision_display()),
                "by": name_of_reviewer(one),
                "outside": one.invitation is not None,
                "sections": [(headings.get(row["section"], row["section"]), row["text"]) for row in one.sections],
                "criteria": answered(one),
                "at": moment(one.created_at),
                "comment": one.comment,
                "scope": one.get_scope_display(),
                "void": one.document_hash != draft.document_hash,
            }
            for one in found
        ]

    def asked(self, about: Asked) -> list[tuple[Cell, ...]]:
        """Who outside was asked, for those who may know: with a link to send it again or take it back."""
        if not about.seat.may(*WRITERS, *RELEASERS):
            return []
        found = visible_review_invitations(about.by).filter(draft=about.thing).order_by("-invited_at")
        return [
            (
                state_badge(one),
                thing_link(one, one.reviewer.name or "Somebody who was forgotten"),
                one.get_kind_display(),
                day(one.expires_at.date()),
            )
            for one in found
        ]

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        about = asked(request, self.find(request, object_id))
        context = {"shown": shown(about), "draft": about.thing, "back": self.url("change", about.thing.pk)}
        return TemplateResponse(request, "desk/preview.html", context)

    def typed(self, request: HttpRequest, object_id: str, *, as_page: bool = False) -> HttpResponse:
        """What is in the form and not saved: as a page for the frame beside it, or what is to be looked at in it."""
        draft = self.find(request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, draft):
            return redirect(self.url("change", draft.pk))
        about = asked(request, draft)
        return typed_page(request, about) if as_page else typed_look(about)

    def compare(self, request: HttpRequest, object_id: str) -> HttpResponse:
        draft = self.find(request, object_id)
        edition = Edition.objects.filter(item=draft.item, language=draft.language).order_by("-number").first()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Compare with what is published",
            "subtitle": self.title_of(draft),
            "changes": told(diff(source_of(edition), parsed_document(draft))) if edition else [],
            "lead": f"From edition {edition.number} to this draft."
            if edition
            else "Nothing is published in this language yet.",
            "back": self.url("change", draft.pk),
        }
        return TemplateResponse(request, "desk/compare.html", context)

    @admin.display(description="Title")
    def shown_title(self, draft: Any) -> str:
        return draft.title or draft.item.slug

    @admin.display(description="Kind", ordering="item__kind")
    def shown_kind(self, draft: Draft) -> str:
        return draft.item.get_kind_display()

    @admin.display(description="State", ordering="state")
    def shown_state(self, draft: Draft) -> SafeString:
        return badge(draft.state, draft.get_state_display())

    @admin.display(description="Waits for")
    def shown_waits(self, draft: Draft) -> Cell:
        if draft.schedule_failure:
            return badge("refused", "Refused at its time", "bad")
        if draft.publish_at:
            return moment(draft.publish_at)
        return (
            listed(people_words(kind) for kind in missing_of([draft])[draft.pk])
            if draft.state == Draft.State.IN_REVIEW
            else NOTHING
        )

    @admin.display(description="Last changed", ordering="updated_at")
    def shown_updated(self, draft: Draft) -> str:
        return moment(draft.updated_at)
