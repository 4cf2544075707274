"""Adaptations: templates made an organisation's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.safestring import SafeString

from api.desk.asking import Asked, DeskForm, Done, asked
from api.desk.cells import badge, day, listed, moment
from api.desk.forms.fields import WordsField
from api.desk.leaflets.adaptation_steps import ADAPTATION_STEPS
from api.desk.leaflets.live import look, typed_look, typed_page
from api.desk.leaflets.recipe_form import RecipeForm, save, template_of
from api.desk.reach import reach_panel
from api.desk.site import desk
from api.desk.things import Adding, Cell, Changing, Panel, Thing
from library.accounts.actors import Actor
from library.catalogue.addresses import rendition_url
from library.catalogue.models import Entry, Item
from library.documents.vocabulary import Policy
from library.editions.review_status import uk_day
from library.errors import LibraryError
from library.leaflets.actions import start_adaptation
from library.leaflets.models import Adaptation, DecisionRecord
from library.leaflets.overviews import current_entries, offered_to
from library.leaflets.places import own_areas
from library.leaflets.previews import preview_adaptation
from library.leaflets.queries import visible_adaptations
from library.leaflets.workflow import WRITERS
from library.rendering.page import page_policy

TONES = {"current": "good", "behind": "warn", "behind_safety": "bad", "upstream_withdrawn": "bad"}
STATES = {"draft": "Draft", "submitted": "Waits for approval", "published": "Published"}
ON_PAPER = {"a4.pdf": "on A4", "large-print.pdf": "in large print"}
PUBLISHED_AS = {"page.html": "Open what is published", "a4.pdf": "Print what is published"}


class BeginForm(DeskForm):
    template = forms.ModelChoiceField(Item.objects.none(), help_text="A published leaflet, of whatever organisation.")
    areas = WordsField(upper=True, help_text="Official codes of your organisation, for which it is, one a line.")
    districts = WordsField(
        upper=True, help_text="Postcode areas or districts whose readers are sent to it, one a line."
    )

    def prepare(self) -> None:
        field: Any = self.fields["template"]
        title = Entry.objects.filter(item=OuterRef("pk"), is_original=True).values("title")[:1]
        published = Item.objects.filter(kind=Item.Kind.LEAFLET, standing=Item.Standing.PUBLISHED)
        field.queryset = published.select_related("owner").annotate(title=Subquery(title)).order_by("title")
        field.label_from_instance = lambda item: f"{item.title}, by {item.owner}"

    @classmethod
    def present(cls, about: Asked) -> dict[str, Any]:
        """What the organisation is known to serve."""
        here = about.seat.organisation
        return {"areas": sorted(own_areas(here, uk_day(about.at))), "districts": here.districts} if here else {}


def begin(about: Asked) -> Done:
    template = about.data["template"]
    adaptation = start_adaptation(
        template=template,
        language=template.original_language,
        areas=about.data["areas"],
        districts=about.data["districts"],
        by=about.by,
        at=about.at,
    )
    return Done("Begun. Fill in what only you know.", adaptation)


@admin.register(Adaptation, site=desk)
class Adaptations(Thing):
    list_display = ("shown_slug", "shown_template", "shown_state", "shown_standing", "shown_areas", "shown_updated")
    list_filter = ("state", "item__derivation__standing")
    search_fields = ("item__slug", "item__derivation__original__slug")
    ordering = ("-updated_at",)
    adding = Adding(begin, BeginForm, WRITERS, "A leaflet has one adaptation for each area.", "Begin it")
    changing = Changing(save, RecipeForm, roles=WRITERS)
    steps = ADAPTATION_STEPS
    page_template = "desk/adaptation.html"

    def visible(self, by: Actor) -> QuerySet[Adaptation]:
        return visible_adaptations(by)

    def title_of(self, thing: Any) -> str:
        return thing.recipe.get("title") or template_of(thing).title

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        adaptation, derivation = about.thing, about.thing.item.derivation
        entry = current_entries([adaptation]).get(adaptation.item_id)
        return [
            ("State", badge(adaptation.state, STATES[adaptation.state])),
            ("Stands to its template", _standing(adaptation)),
            ("Template", f"{derivation.original.slug}, by {derivation.original.owner}"),
            ("Follows", f"Edition {adaptation.recipe['edition']} of the template"),
            ("Published", f"Edition {entry.edition}, {moment(entry.modified_at)}" if entry else "Not yet"),
            ("For", listed([*derivation.areas, *derivation.districts])),
            ("Last changed", moment(adaptation.updated_at)),
        ]

    def notices(self, about: Asked) -> Sequence[str]:
        adaptation, said = about.thing, []
        if adaptation.item.derivation.standing == "behind_safety":
            said.append(
                "The template was changed for the safety of readers, and your version is behind. Readers are told so."
            )
        elif pending := offered_to(adaptation).offer.pending:
            said.append(f"The template has a newer edition. Waiting for you: {len(pending)}.")
        if adaptation.state == Adaptation.State.SUBMITTED:
            said.append("A colleague is asked to approve this very text. Saving a change takes it back to a draft.")
        return said

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = [
            path("<path:object_id>/preview/", view(self.preview), name="leaflets_adaptation_preview"),
            path("<path:object_id>/preview/<str:name>", view(self.printed), name="leaflets_adaptation_printed"),
            path("<path:object_id>/typed/", view(self.typed), name="leaflets_adaptation_typed"),
            path(
                "<path:object_id>/typed/page/",
                view(partial(self.typed, as_page=True)),
                name="leaflets_adaptation_typed_page",
            ),
        ]
        return [*pages, *super().get_urls()]

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page as readers will see it, with blanks plainly marked."""

        def page(adaptation: Adaptation) -> HttpResponse:
            shown = preview_adaptation(adaptation, at=timezone.now()).page()
            return HttpResponse(shown, headers={"Content-Security-Policy": page_policy(shown)})

        return self._shown(request, object_id, page)

    def printed(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """The same on paper."""

        def paper(adaptation: Adaptation) -> HttpResponse:
            filename = f"{adaptation.item.slug}-preview-{name}"
            return HttpResponse(
                preview_adaptation(adaptation, at=timezone.now()).pdf(name),
                content_type="application/pdf",
                headers={"Content-Disposition": f'inline; filename="{filename}"'},
            )

        if name not in ON_PAPER:
            raise Http404
        return self._shown(request, object_id, paper)

    def _shown(self, request: HttpRequest, object_id: str, make: Callable[[Adaptation], HttpResponse]) -> HttpResponse:
        """What can't be shown says why: a detail does not fit, it is too long for the page, or nobody is free to set it."""
        adaptation = self.find(request, object_id)
        try:
            return make(adaptation)
        except LibraryError as refusal:
            said = [refusal.detail, *(fault.detail for fault in refusal.errors)]
            return self.admin_site.dead_end(request, 409, refusal.title, " ".join(dict.fromkeys(said)))

    def beside(self, about: Asked) -> dict[str, Any]:
        """Ways to look at it: as it stands here, and as it is out."""
        adaptation = about.thing
        links = [("Preview as a page", self.url("preview", adaptation.pk))]
        links += [(f"Preview {words}", self.url("printed", adaptation.pk, name)) for name, words in ON_PAPER.items()]
        if adaptation.item.standing == Item.Standing.PUBLISHED:
            slug = adaptation.item.slug
            links += [
                (words, rendition_url("", Item.Kind.ADAPTATION, slug, name)) for name, words in PUBLISHED_AS.items()
            ]
        return {
            "more_links": links,
            **look(about),
            "typed_url": self.url("typed", adaptation.pk),
            "typed_page_url": self.url("typed_page", adaptation.pk),
        }

    def typed(self, request: HttpRequest, object_id: str, *, as_page: bool = False) -> HttpResponse:
        """What is in the form and not saved: as a page for the frame beside it, or what is to be looked at in it."""
        adaptation = self.find(request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, adaptation):
            return redirect(self.url("change", adaptation.pk))
        about = asked(request, adaptation)
        return typed_page(request, about) if as_page else typed_look(about)

    def panels(self, about: Asked) -> Sequence[Panel]:
        own = about.thing
        return [_locked(own), self._decisions(about), reach_panel(about, own.item)]

    def _decisions(self, about: Asked) -> Panel:
        records = DecisionRecord.objects.filter(adaptation=about.thing).order_by("-decided_at", "section")[:50]
        rows = [
            (
                one.get_kind_display(),
                f"Edition {one.edition}",
                one.section,
                one.reason,
                day(one.deadline) if one.deadline else "",
                one.lost_text,
                moment(one.decided_at),
            )
            for one in records
        ]
        columns = ("Decision", "Of the template", "Section", "Why", "Until", "Words that went", "When")
        return Panel("What was decided", columns, rows)

    @admin.display(description="Adaptation", ordering="item__slug")
    def shown_slug(self, adaptation: Adaptation) -> str:
        return adaptation.item.slug

    @admin.display(description="Template", ordering="item__derivation__original__slug")
    def shown_template(self, adaptation: Adaptation) -> str:
        return adaptation.item.derivation.original.slug

    @admin.display(description="State", ordering="state")
    def shown_state(self, adaptation: Adaptation) -> SafeString:
        return badge(adaptation.state, STATES[adaptation.state])

    @admin.display(description="Stands to its template", ordering="item__derivation__standing")
    def shown_standing(self, adaptation: Adaptation) -> Cell:
        return _standing(adaptation)

    @admin.display(description="For")
    def shown_areas(self, adaptation: Adaptation) -> str:
        derivation = adaptation.item.derivation
        return ", ".join([*derivation.areas, *derivation.districts])

    @admin.display(description="Last changed", ordering="updated_at")
    def shown_updated(self, adaptation: Adaptation) -> str:
        return moment(adaptation.updated_at)


def _locked(adaptation: Adaptation) -> Panel:
    """What the form does not ask for, with the reason and whose it is."""
    owner = adaptation.item.derivation.original.owner
    rows = [
        (section.heading, section.policy_reason)
        for section in template_of(adaptation).sections
        if section.policy is Policy.LOCKED
    ]
    lead = f"Kept the same everywhere by {owner}. If you know better words, suggest them."
    return Panel("Sections that nobody changes", ("Section", "Why"), rows, lead=lead)


def _standing(adaptation: Adaptation) -> Cell:
    derivation = adaptation.item.derivation
    return badge(derivation.standing, derivation.get_standing_display(), TONES[derivation.standing])
