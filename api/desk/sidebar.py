"""What the desk's sidebar lists, in the order of the day's work. Only what the person may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from api.desk.seats import seat_of
from library.accounts.granting import ADMINISTRATION
from library.accounts.roles import Role
from library.catalogue.feedback_rules import TRIAGE
from library.publishing.workflow import RELEASERS, WRITERS
from library.upkeep.hazard_log import HAZARD_READERS

GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Curate",
        (
            ("Items", "library_books", "catalogue_item"),
            ("Import", "upload_file", "publishing_import"),
            ("Drafts", "edit_note", "publishing_draft"),
            ("Reviews", "rate_review", "publishing_review"),
            ("Asked to review", "outgoing_mail", "publishing_reviewinvitation"),
            ("Editions", "history_edu", "editions_edition"),
            ("Feedback", "forum", "catalogue_feedback"),
            ("Files", "attach_file", "catalogue_asset"),
            ("Theme", "palette", "catalogue_theme"),
            ("Contributions", "groups", "coproduction_contribution"),
            ("Recognition", "emoji_events", "coproduction_recognition"),
            ("Principles", "balance", "coproduction_principlenote"),
            ("Evidence of quality", "verified", "catalogue_qualityevidence"),
            ("Testimonials", "format_quote", "coproduction_testimonial"),
            ("Wordings of consent", "handshake", "coproduction_consentwording"),
        ),
    ),
    (
        "Make it local",
        (
            ("Adaptations", "edit_location_alt", "leaflets_adaptation"),
            ("Suggestions", "lightbulb", "leaflets_suggestion"),
        ),
    ),
    (
        "Follow",
        (("Webhooks", "webhook", "syndication_subscription"), ("Deliveries", "outbox", "syndication_delivery")),
    ),
    (
        "Directory",
        (("Contact points", "call", "directory_contactpoint"), ("Services", "local_hospital", "directory_service")),
    ),
    (
        "Vocabularies",
        (
            ("Topics", "label", "catalogue_topic"),
            ("Audiences", "face", "catalogue_audience"),
            ("Licences", "copyright", "catalogue_licence"),
        ),
    ),
    (
        "People and keys",
        (
            ("Organisations", "apartment", "accounts_organisation"),
            ("Requests for access", "door_open", "accounts_accessrequest"),
            ("Members", "badge", "accounts_membership"),
            ("Invitations", "mail", "accounts_invitation"),
            ("Accounts", "person", "accounts_user"),
            ("API keys", "key", "accounts_apikey"),
        ),
    ),
    ("History", (("What happened", "history", "history_event"),)),
)
FOR_ALL = {
    "directory_contactpoint",
    "catalogue_topic",
    "catalogue_audience",
    "catalogue_licence",
    "accounts_organisation",
}
ADDED = {"publishing_import"}
"""What people come for is to add one: these lead to the form, and from there to the list."""
FOR_SOME: dict[str, tuple[Role, ...]] = {
    "publishing_reviewinvitation": (*WRITERS, *RELEASERS),
    "catalogue_feedback": TRIAGE,
    "publishing_import": (Role.CURATOR,),
    "coproduction_testimonial": (Role.CURATOR,),
    "coproduction_consentwording": (Role.CURATOR,),
    "accounts_membership": tuple(ADMINISTRATION),
    "accounts_invitation": tuple(ADMINISTRATION),
    "accounts_accessrequest": (Role.STEWARD_ADMIN,),
    "accounts_user": (Role.STEWARD_ADMIN,),
    "history_event": (Role.ADMIN, Role.STEWARD_ADMIN, Role.CURATOR, Role.PUBLISHER),
}


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Groups for unfold's sidebar. The start page comes first."""
    groups: list[dict[str, Any]] = [
        {"title": "", "items": [{"title": "Today", "icon": "today", "link": reverse("admin:index")}]}
    ]
    if seat_of(request).membership is not None:
        groups[0]["items"].append({"title": "Reach", "icon": "bar_chart", "link": reverse("admin:reach")})
    if seat_of(request).may(*HAZARD_READERS):
        groups[0]["items"].append(
            {"title": "Hazard log", "icon": "health_and_safety", "link": reverse("admin:hazards")}
        )
    for title, entries in GROUPS:
        items = [
            {
                "title": words,
                "icon": icon,
                "link": reverse(f"admin:{model}_{'add' if model in ADDED else 'changelist'}"),
            }
            for words, icon, model in entries
            if _sees(request, model)
        ]
        if items:
            groups.append({"title": title, "separator": True, "items": items})
    return groups


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    """What stands in the menu of one's own account."""
    links = [
        {"title": "Change password", "link": reverse("admin:password_change")},
        {"title": "Reminders by letter", "link": reverse("admin:reminders")},
    ]
    if len(seat_of(request).memberships) > 1:
        links.append({"title": "Act for another organisation", "link": reverse("admin:act_for_page")})
    return links


def _sees(request: HttpRequest, model: str) -> bool:
    seat = seat_of(request)
    return model in FOR_ALL or (seat.may(*FOR_SOME[model]) if model in FOR_SOME else seat.membership is not None)
