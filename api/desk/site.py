"""The desk itself: its door, its pages for what is not there, its start page, and acting for another organisation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.views.decorators.http import require_POST
from unfold.sites import UnfoldAdminSite

from api.desk.asking import asked, attempt, form_for
from api.desk.hazards import hazard_page
from api.desk.own_letters import OwnLetters
from api.desk.own_password import OwnPassword
from api.desk.reach import reach_page
from api.desk.seats import seat_of, sit
from api.desk.start import start_page
from library.editions.review_status import UK, uk_day
from library.errors import NotFound
from library.upkeep.hazard_log import HAZARD_READERS

View = Callable[..., HttpResponseBase]


class Desk(UnfoldAdminSite):
    """Times at the desk are times in the United Kingdom."""

    index_title = "Today"
    enable_nav_sidebar = True
    final_catch_all_view = True

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        inside = super().admin_view(view, cacheable)

        @wraps(inside)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            with timezone.override(UK):
                try:
                    response = inside(request, *arguments, **named)
                    return response.render() if isinstance(response, TemplateResponse) else response
                except Http404:
                    return self.dead_end(
                        request,
                        404,
                        "There is nothing here",
                        "It does not exist, or it belongs to another organisation.",
                    )
                except PermissionDenied:
                    return self.dead_end(request, 403, "Not yours to do", "Your roles do not include this.")

        return guarded

    def dead_end(self, request: HttpRequest, status: int, title: str, detail: str) -> HttpResponse:
        """A page for people in place of an error: the same for somebody else's as for what never was."""
        context = {**self.each_context(request), "title": title, "detail": detail}
        return TemplateResponse(request, "desk/dead_end.html", context, status=status).render()

    def get_urls(self) -> list[URLResolver | URLPattern]:
        own = [
            path("act-for/<uuid:membership>/", self.admin_view(require_POST(self.act_for)), name="act_for"),
            path("reminders/", self.admin_view(self.reminders), name="reminders"),
            path("reach/", self.admin_view(self.reach), name="reach"),
            path("hazard-log/", self.admin_view(self.hazards), name="hazards"),
            path("act-for/", self.admin_view(self.act_for_page), name="act_for_page"),
        ]
        return [*own, *super().get_urls()]

    def thing_for(self, model: type[Model]) -> Any:
        """The desk's page maker for a kind of thing."""
        return self._registry[model]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {
            **self.each_context(request),
            "title": self.index_title,
            **start_page(asked(request)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "desk/start.html", context)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The sidebar lists everything; a page per Django app would say it again in words of ours."""
        return redirect("admin:index")

    def act_for_page(self, request: HttpRequest) -> HttpResponse:
        context = {**self.each_context(request), "title": "Act for an organisation", "seat": seat_of(request)}
        return TemplateResponse(request, "desk/act_for.html", context)

    def act_for(self, request: HttpRequest, membership: UUID) -> HttpResponse:
        wanted = next((one for one in seat_of(request).memberships if one.pk == membership), None)
        if wanted is None:
            raise Http404
        sit(request, wanted)
        messages.success(request, f"You now act for {wanted.organisation}.")
        return redirect("admin:index")

    def reach(self, request: HttpRequest) -> HttpResponse:
        """How far the organisation's items reached; for whoever is a member of one."""
        if seat_of(request).membership is None:
            raise PermissionDenied
        try:
            found = reach_page(request)
        except NotFound:
            raise Http404 from None
        if isinstance(found, HttpResponse):
            return found
        return TemplateResponse(request, "desk/reach.html", {**self.each_context(request), **found})

    def hazards(self, request: HttpRequest) -> HttpResponse:
        """What can go wrong for readers, for administrators: the one page that a clinical safety officer asks for."""
        if not seat_of(request).may(*HAZARD_READERS):
            raise PermissionDenied
        return TemplateResponse(request, "desk/hazards.html", {**self.each_context(request), **hazard_page(request)})

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One's own password, through the library's action."""
        form = form_for(OwnPassword, asked(request, request.user))
        if request.method == "POST" and attempt(form, OwnPassword.change):
            messages.success(request, "Your password is changed.")
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": "Change your password",
            "form": form,
            "button": "Change password",
            "back": "../",
        }
        return TemplateResponse(request, "desk/step.html", context)

    def reminders(self, request: HttpRequest) -> HttpResponse:
        """Whether one is reminded by letter, through the library's action."""
        form = form_for(OwnLetters, asked(request, request.user))
        if request.method == "POST" and attempt(form, OwnLetters.choose):
            wanted = form.cleaned_data["letters"]
            messages.success(request, "You are reminded by letter." if wanted else "You get no reminders by letter.")
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": "Reminders",
            "form": form,
            "button": "Save",
            "back": "../",
        }
        return TemplateResponse(request, "desk/step.html", context)

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Unfold's search over models is not offered: lists have their own."""
        raise Http404

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "seat": seat_of(request), "today": uk_day(timezone.now())}


desk = Desk(name="admin")


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """In place of Django's bare page, where what was sent does not show that it comes from a page of the desk."""
    return desk.dead_end(
        request,
        403,
        "Not sent: this form is too old, or not ours",
        "Nothing was changed. Usually you have signed in anew meanwhile, in another tab. Go back with your browser, where what you typed "
        "still stands; copy it, load the page again and send it once more. If it happens again, let your browser keep cookies for "
        "this address.",
    )
