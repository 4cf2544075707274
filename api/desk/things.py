"""What every kind of thing at the desk has in common: a list, a page, a form to add one, and steps.

Django's admin gives the list with its filters and search. It would also save, by permissions of its own and past every rule of the library;
so pages and forms are the desk's, permissions come from roles, and what the admin would write with is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, NoReturn

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin
from unfold.views import ChangeList

from api.desk.asking import Asked, DeskForm, Done, FormOf, Step, asked, attempt, form_for
from api.desk.seats import seat_of
from library.accounts.actors import Actor
from library.accounts.roles import Role

Cell = Any
"""Text, or HTML that its maker has escaped (`format_html`)."""


@dataclass(frozen=True)
class Panel:
    """A table that is only read: what hangs on a thing. `figure` is a drawing of it, as HTML that its maker has escaped."""

    title: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    nothing: str = "Nothing yet."
    lead: str = ""
    link: tuple[str, str] | None = None
    id: str = ""
    figure: SafeString | str = ""


@dataclass(frozen=True)
class Adding:
    """How one is added: by whom, with which form and which verb."""

    run: Callable[[Asked], Done]
    form: FormOf
    roles: tuple[Role, ...] = ()
    lead: str = ""
    button: str = "Add"
    template: str = "desk/step.html"
    title: str = ""


@dataclass(frozen=True)
class Changing:
    """How one is changed."""

    run: Callable[[Asked], Done]
    form: FormOf
    roles: tuple[Role, ...] = ()
    when: Callable[[Any], bool] = field(default=lambda _: True)


class ThingList(ChangeList):
    """A list whose rows lead to pages by the thing's public id."""

    def url_for_result(self, result: Any) -> str:
        address: str = self.model_admin.url("change", self.model_admin.id_of(result))
        return address


class Thing(ModelAdmin):
    """One kind of thing, `called` so by people (one, many) where its model's name is not their word.

    Whoever has a membership may see what `visible` gives; `for_all` opens it to anybody who may sign in."""

    adding: ClassVar[Adding | None] = None
    changing: ClassVar[Changing | None] = None
    steps: ClassVar[tuple[Step, ...]] = ()
    viewers: ClassVar[tuple[Role, ...]] = ()
    for_all: ClassVar[bool] = False
    called: ClassVar[tuple[str, str] | None] = None
    id_field: ClassVar[str | None] = None
    page_template: ClassVar[str] = "desk/thing.html"
    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_filter_sheet = False
    list_filter_submit = False
    sortable_by: Sequence[str] | None = None

    @property
    def singular(self) -> str:
        return self.called[0] if self.called else str(self.opts.verbose_name)

    @property
    def plural(self) -> str:
        return self.called[1] if self.called else str(self.opts.verbose_name_plural)

    # --- What is there, and for whom ---

    def visible(self, by: Actor) -> QuerySet[Any]:
        """What an actor may see. Everything at the desk starts here."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.visible(seat_of(request).actor)

    def find(self, request: HttpRequest, object_id: str) -> Any:
        """The thing, or 404, the same for somebody else's as for a random id."""
        found = self.get_object(request, object_id, self.id_field)
        if found is None:
            raise Http404
        return found

    def id_of(self, thing: Any) -> Any:
        return getattr(thing, self.id_field or "pk")

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return ThingList

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        seat = seat_of(request)
        return self.for_all or (seat.may(*self.viewers) if self.viewers else seat.membership is not None)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.adding is not None and seat_of(request).may(*self.adding.roles)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        change = self.changing
        return change is not None and seat_of(request).may(*change.roles) and (obj is None or change.when(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    # --- What the page shows ---

    def title_of(self, thing: Any) -> str:
        return str(thing)

    def facts(self, about: Asked) -> Sequence[tuple[str, Cell]]:
        """What is known and not changed here: beside the form."""
        return ()

    def panels(self, about: Asked) -> Sequence[Panel]:
        return ()

    def notices(self, about: Asked) -> Sequence[str]:
        """What somebody who opens the page should know first."""
        return ()

    def beside(self, about: Asked) -> dict[str, Any]:
        """What a template of the thing's own needs besides."""
        return {}

    def next_steps(self, about: Asked) -> list[tuple[Step, str]]:
        return [
            (step, self.step_url(about.thing, step.name))
            for step in self.steps
            if step.open_to(about.seat, about.thing)
        ]

    # --- Addresses ---

    def may(self, request: HttpRequest, *roles: Role) -> bool:
        return seat_of(request).may(*roles)

    def url(self, page: str, *arguments: Any) -> str:
        return reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def step_url(self, thing: Any, step: str) -> str:
        return f"{self.url('change', self.id_of(thing)).removesuffix('change/')}{step}/"

    def get_urls(self) -> list[URLPattern]:
        steps = [
            path(
                f"<path:object_id>/{step.name}/",
                self.admin_site.admin_view(partial(self.step_view, step=step)),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{step.name}",
            )
            for step in self.steps
        ]
        return [*steps, *super().get_urls()]

    # --- Pages ---

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        about = asked(request, self.find(request, object_id))
        form = None
        if self.changing and self.has_change_permission(request, about.thing):
            form = form_for(self.changing.form, about)
            if request.method == "POST" and (done := attempt(form, self.changing.run)):
                return self.go_on(request, done)
        elif request.method == "POST":
            messages.error(
                request, "Your roles do not include changing this, or its state does not allow it. Nothing was changed."
            )
            return redirect(request.path)
        return self.page(request, self.page_template, self.title_of(about.thing), about, form)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.adding or not self.has_add_permission(request):
            raise Http404
        form = form_for(self.adding.form, asked(request))
        if request.method == "POST" and (done := attempt(form, self.adding.run)):
            return self.go_on(request, done)
        title = self.adding.title or f"Add {self.singular}"
        context = {"lead": self.adding.lead, "button": self.adding.button, "back": self.url("changelist")}
        return self.page(request, self.adding.template, title, form.about, form, **context)

    def step_view(self, request: HttpRequest, object_id: str, step: Step) -> HttpResponse:
        """A step of one thing. When it can't be taken now, the person is sent back and told so."""
        if not self.has_view_permission(request):
            raise Http404
        about = asked(request, self.find(request, object_id))
        if not step.open_to(about.seat, about.thing):
            messages.warning(request, f"“{step.label}” is not to be done now, or not by you. This is how it stands.")
            return redirect(self.url("change", self.id_of(about.thing)))
        form = form_for(step.form, about)
        if request.method == "POST" and (done := attempt(form, step.run)):
            return self.go_on(request, done)
        context = {
            "step": step,
            "lead": step.lead,
            "button": step.button or step.label,
            "back": self.url("change", self.id_of(about.thing)),
        }
        return self.page(
            request,
            step.template,
            step.label,
            about,
            form,
            subtitle=self.title_of(about.thing),
            **context,
            **step.beside(about),
        )

    def page(
        self, request: HttpRequest, template: str, title: str, about: Asked, form: DeskForm | None, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": about.thing,
            "title": title,
            "form": form,
            "media": form.media if form else "",
            "plural": self.plural,
            "list_url": self.url("changelist"),
            "back": self.url("changelist"),
            **more,
        }
        if about.thing is not None and "step" not in more:
            context |= {
                "facts": self.facts(about),
                "panels": self.panels(about),
                "steps": self.next_steps(about),
                "notices": self.notices(about),
            }
            context |= self.beside(about)
        status = 409 if form is not None and form.refusal is not None else 200
        return TemplateResponse(request, template, context, status=status)

    def go_on(self, request: HttpRequest, done: Done) -> HttpResponse:
        if done.page is not None:
            return done.page
        if done.said:
            messages.success(request, done.said)
        if done.thing is None:
            return redirect(self.url("changelist"))
        there = self.admin_site.thing_for(type(done.thing))
        return redirect(there.url("change", there.id_of(done.thing)))

    # --- What the admin would do, closed ---

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> NoReturn:
        raise Http404

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        thing = self.find(request, object_id)
        return redirect(f"{reverse('admin:history_event_changelist')}?q={thing.pk}")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> NoReturn:
        raise NotImplementedError("The desk saves through actions only.")

    def delete_model(self, request: HttpRequest, obj: Any) -> NoReturn:
        raise NotImplementedError("The desk deletes through actions only.")

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> NoReturn:
        raise NotImplementedError("Nothing is deleted by the list.")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> NoReturn:
        raise NotImplementedError("The desk saves through actions only.")
