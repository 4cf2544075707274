"""Every route, on one page: the table of contents."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from api.http import problems
from api.http.problem_pages import ProblemPage, Problems
from api.public import index, meta
from api.public.catalogue import items, lists, vocabularies
from api.public.coproduction import ladders
from api.public.directory import contact_points
from api.public.editions import assets as published_assets
from api.public.editions import history
from api.public.history import changes
from api.workspace.accounts import keys, me, members
from api.workspace.catalogue import assets
from api.workspace.publishing import audit, drafts, editions, reviews, standing, steps
from api.workspace.publishing import items as workshop_items
from library.catalogue.addresses import KINDS


class CollectionConverter:
    """The five lists of items: any other word is no address of ours."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CollectionConverter, "collection")

PUBLIC = [
    path("v1/<collection:collection>/<slug:slug>", items.Item.as_view()),
    path("v1/<collection:collection>", lists.Collection.as_view()),
    path("v1/catalogue", lists.Catalogue.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions", history.Editions.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions/<int:number>", history.Edition.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions/<int:number>/changes", history.EditionChanges.as_view()),
    path("v1/topics", vocabularies.Topics.as_view()),
    path("v1/audiences", vocabularies.Audiences.as_view()),
    path("v1/licences", vocabularies.Licences.as_view()),
    path("v1/organisations", vocabularies.Organisations.as_view()),
    path("v1/contact-points", contact_points.ContactPoints.as_view()),
    path("v1/ladders", ladders.Ladders.as_view()),
    path("v1/ladders/<slug:slug>", ladders.LadderDetail.as_view()),
    path("v1/assets/<str:key>/<str:name>", published_assets.PublishedAsset.as_view()),
    path("v1/changes", changes.Changes.as_view()),
    path("v1/", index.Index.as_view()),
    path("problems/", Problems.as_view()),
    path("problems/<slug:slug>", ProblemPage.as_view()),
    path("openapi.yaml", meta.OpenAPIYaml.as_view()),
    path("openapi.json", meta.OpenAPIJson.as_view()),
    path("docs", meta.Docs.as_view()),
    path("health/live", meta.Live.as_view()),
    path("health/ready", meta.Ready.as_view()),
]

WORKSPACE = [
    path("v1/workspace/me", me.MeView.as_view()),
    path("v1/workspace/keys", keys.Keys.as_view()),
    path("v1/workspace/keys/<uuid:id>", keys.KeyDetail.as_view()),
    path("v1/workspace/members", members.Members.as_view()),
    path("v1/workspace/members/<uuid:id>", members.MemberDetail.as_view()),
    path("v1/workspace/assets", assets.Assets.as_view()),
    path("v1/workspace/assets/<uuid:id>", assets.AssetDetail.as_view()),
    path("v1/workspace/assets/<uuid:id>/content", assets.AssetContent.as_view()),
    path("v1/workspace/items", workshop_items.Items.as_view()),
    path("v1/workspace/items/<uuid:id>", workshop_items.ItemDetail.as_view()),
    path("v1/workspace/items/<uuid:id>/withdraw", standing.ItemWithdraw.as_view()),
    path("v1/workspace/items/<uuid:id>/restore", standing.ItemRestore.as_view()),
    path("v1/workspace/items/<uuid:id>/redirect", standing.ItemRedirect.as_view()),
    path("v1/workspace/drafts", drafts.Drafts.as_view()),
    path("v1/workspace/drafts/<uuid:id>", drafts.DraftDetail.as_view()),
    path("v1/workspace/drafts/<uuid:id>/preview", steps.DraftPreview.as_view()),
    path("v1/workspace/drafts/<uuid:id>/submit", steps.DraftSubmit.as_view()),
    path("v1/workspace/drafts/<uuid:id>/recall", steps.DraftRecall.as_view()),
    path("v1/workspace/drafts/<uuid:id>/publish", steps.DraftPublish.as_view()),
    path("v1/workspace/drafts/<uuid:id>/schedule", steps.DraftSchedule.as_view()),
    path("v1/workspace/drafts/<uuid:id>/unschedule", steps.DraftUnschedule.as_view()),
    path("v1/workspace/reviews", reviews.Reviews.as_view()),
    path("v1/workspace/reviews/<uuid:id>", reviews.ReviewDetail.as_view()),
    path("v1/workspace/editions", editions.Editions.as_view()),
    path("v1/workspace/editions/<uuid:id>", editions.EditionDetail.as_view()),
    path("v1/workspace/audit", audit.Audit.as_view()),
]

urlpatterns = [
    *PUBLIC,
    *WORKSPACE,
    # Last: every other address is a problem of ours, not a page of Django's. The desk answers for itself.
    re_path(r"^(?!desk(?:/|$)).*$", problems.not_found),
]
