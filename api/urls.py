"""Every route, on one page: the table of contents."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from api.http import problems
from api.http.problem_pages import ProblemPage, Problems
from api.public import guides, index, meta, review_criteria
from api.public.accounts import access_requests, links, organisations
from api.public.catalogue import items, lists, vocabularies
from api.public.coproduction import ladders, principles
from api.public.directory import contact_points
from api.public.editions import (
    accessibility,
    adapted,
    comparison,
    feedback,
    history,
    leaflets,
    permissions,
    quality,
    renditions,
    short,
)
from api.public.editions import assets as published_assets
from api.public.history import changes
from api.public.syndication import (
    builder,
    embed_lists,
    embeds,
    examples,
    export,
    feed,
    manifest,
    oembed,
    sitemap,
    snippets,
)
from api.public.syndication import scripts as embed_scripts
from api.workspace.accounts import access_requests as joining
from api.workspace.accounts import certificates, invitations, keys, me, members, rehoming, successions
from api.workspace.catalogue import assets, themes
from api.workspace.catalogue import feedback as feedback_of_readers
from api.workspace.catalogue import quality as item_quality
from api.workspace.coproduction import consents, contributions, recognitions, sealed_documents, testimonials
from api.workspace.coproduction import principles as principle_notes
from api.workspace.directory import contact_points as directory_contact_points
from api.workspace.directory import contact_steps, services
from api.workspace.editions import packages
from api.workspace.leaflets import adaptations, preview, republishing, suggestions, updates
from api.workspace.leaflets import steps as adaptation_steps
from api.workspace.publishing import (
    audit,
    checks,
    drafts,
    editions,
    imports,
    review_invitations,
    reviews,
    standing,
    steps,
    waivers,
)
from api.workspace.publishing import items as workshop_items
from api.workspace.syndication import deliveries, impact, reach, subscriptions
from api.workspace.syndication import steps as subscription_steps
from api.workspace.upkeep import duties, hazard_log, reminders, watched_links
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
    path("embed/<collection:collection>/<slug:slug>", embeds.EmbedItem.as_view()),
    path("v1/oembed", oembed.OEmbed.as_view()),
    path("v1/<collection:collection>", lists.Collection.as_view()),
    path("v1/catalogue", lists.Catalogue.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions", history.Editions.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions/<int:number>", history.Edition.as_view()),
    path("v1/<collection:collection>/<slug:slug>/editions/<int:number>/changes", history.EditionChanges.as_view()),
    path("v1/<collection:collection>/<slug:slug>/renditions/<str:name>", renditions.Rendition.as_view()),
    path("v1/<collection:collection>/<slug:slug>/feedback", feedback.ItemFeedback.as_view()),
    path("v1/<collection:collection>/<slug:slug>/quality", quality.Quality.as_view()),
    path("v1/leaflets/<slug:slug>/form", leaflets.Form.as_view()),
    path("v1/leaflets/<slug:slug>/preview", leaflets.Preview.as_view()),
    path("v1/leaflets/<slug:slug>/adaptations", adapted.Adaptations.as_view()),
    path("v1/leaflets/<slug:slug>/local", adapted.Local.as_view()),
    path("v1/adaptations/<slug:slug>/comparison", comparison.AdaptationComparison.as_view()),
    path("v1/permissions", permissions.Permissions.as_view()),
    path("v1/renditions/<str:key>/<str:name>", renditions.PermanentRendition.as_view()),
    path("s/<str:code>", short.ShortAddress.as_view()),
    path("v1/topics", vocabularies.Topics.as_view()),
    path("v1/audiences", vocabularies.Audiences.as_view()),
    path("v1/licences", vocabularies.Licences.as_view()),
    path("v1/organisations", organisations.Organisations.as_view()),
    path("v1/organisations/<str:code>", organisations.OrganisationDetail.as_view()),
    path("v1/access-requests", access_requests.AccessRequests.as_view()),
    path("links/<str:token>", links.Link.as_view()),
    path("links/<str:token>/shown", links.LinkShown.as_view()),
    path("v1/contact-points", contact_points.ContactPoints.as_view()),
    path("v1/review-criteria", review_criteria.ReviewCriteria.as_view()),
    path("v1/principles", principles.Principles.as_view()),
    path("v1/ladders", ladders.Ladders.as_view()),
    path("v1/ladders/<slug:slug>", ladders.LadderDetail.as_view()),
    path("v1/ladders/<slug:slug>/assessment", ladders.LadderAssessment.as_view()),
    path("v1/ladders/<slug:slug>/drawing.svg", ladders.LadderDrawing.as_view()),
    path("v1/ladders/<slug:slug>/drawing.txt", ladders.LadderText.as_view()),
    path("v1/assets/<str:key>/<str:name>", published_assets.PublishedAsset.as_view()),
    path("v1/accessibility", accessibility.Accessibility.as_view()),
    path("embed/<collection:collection>", embed_lists.EmbedCollection.as_view()),
    path("embed/topics/<slug:slug>", embed_lists.EmbedTopic.as_view()),
    path("v1/changes", changes.Changes.as_view()),
    path("v1/manifest", manifest.ManifestView.as_view()),
    path("v1/export", export.Export.as_view()),
    path("feed.atom", feed.Feed.as_view()),
    path("sitemap.xml", sitemap.Sitemap.as_view()),
    path("sitemaps/<int:number>", sitemap.SitemapPart.as_view()),
    path("robots.txt", sitemap.Robots.as_view()),
    path("docs/examples/mirror.py", examples.MirrorProgram.as_view()),
    path("embed.js", embed_scripts.CurrentScript.as_view()),
    path("embed/script/<str:name>", embed_scripts.GivenOutScript.as_view()),
    path("embed/builder", builder.Builder.as_view()),
    path("v1/<collection:collection>/<slug:slug>/embed", snippets.Snippets.as_view()),
    path("v1/", index.Index.as_view()),
    path("problems/", Problems.as_view()),
    path("problems/<slug:slug>", ProblemPage.as_view()),
    path("openapi.yaml", meta.OpenAPIYaml.as_view()),
    path("openapi.json", meta.OpenAPIJson.as_view()),
    path("docs", meta.Docs.as_view()),
    path("docs/guides", guides.Guides.as_view()),
    path("docs/guides/<slug:name>", guides.Guide.as_view()),
    path("health/live", meta.Live.as_view()),
    path("health/ready", meta.Ready.as_view()),
]

WORKSPACE = [
    path("v1/workspace/me", me.MeView.as_view()),
    path("v1/workspace/me/reminders", reminders.Reminders.as_view()),
    path("v1/workspace/keys", keys.Keys.as_view()),
    path("v1/workspace/keys/<uuid:id>", keys.KeyDetail.as_view()),
    path("v1/workspace/members", members.Members.as_view()),
    path("v1/workspace/members/<uuid:id>", members.MemberDetail.as_view()),
    path("v1/workspace/invitations", invitations.Invitations.as_view()),
    path("v1/workspace/invitations/<uuid:id>", invitations.InvitationDetail.as_view()),
    path("v1/workspace/access-requests", joining.AccessRequests.as_view()),
    path("v1/workspace/access-requests/<uuid:id>", joining.AccessRequestDetail.as_view()),
    path("v1/workspace/access-requests/<uuid:id>/accept", joining.AccessRequestAccept.as_view()),
    path("v1/workspace/access-requests/<uuid:id>/decline", joining.AccessRequestDecline.as_view()),
    path("v1/workspace/successions", successions.Successions.as_view()),
    path("v1/workspace/re-homing", rehoming.Rehoming.as_view()),
    path("v1/workspace/re-homing/<uuid:id>", rehoming.RehomingDetail.as_view()),
    path("v1/workspace/items/<uuid:id>/re-home", rehoming.ItemRehome.as_view()),
    path("v1/workspace/assets", assets.Assets.as_view()),
    path("v1/workspace/assets/<uuid:id>", assets.AssetDetail.as_view()),
    path("v1/workspace/assets/<uuid:id>/content", assets.AssetContent.as_view()),
    path("v1/workspace/theme", themes.OwnTheme.as_view()),
    path("v1/workspace/quality-evidence", item_quality.QualityEvidences.as_view()),
    path("v1/workspace/quality-evidence/<uuid:id>", item_quality.QualityEvidenceDetail.as_view()),
    path("v1/workspace/items/<uuid:id>/promotional", item_quality.ItemPromotion.as_view()),
    path("v1/workspace/organisations/<str:code>/certificate", certificates.OrganisationCertificate.as_view()),
    path("v1/workspace/services", services.Services.as_view()),
    path("v1/workspace/services/<uuid:id>", services.ServiceDetail.as_view()),
    path("v1/workspace/services/<uuid:id>/verify", services.ServiceVerify.as_view()),
    path("v1/workspace/contact-points", directory_contact_points.ContactPoints.as_view()),
    path("v1/workspace/contact-points/<uuid:id>", directory_contact_points.ContactPointDetail.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/usages", directory_contact_points.ContactPointUsages.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/confirm", contact_steps.ContactPointConfirm.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/discard", contact_steps.ContactPointDiscard.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/verify", contact_steps.ContactPointVerify.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/retire", contact_steps.ContactPointRetire.as_view()),
    path("v1/workspace/contributions", contributions.Contributions.as_view()),
    path("v1/workspace/contributions/<uuid:id>", contributions.ContributionDetail.as_view()),
    path("v1/workspace/recognitions", recognitions.Recognitions.as_view()),
    path("v1/workspace/recognitions/<uuid:id>", recognitions.RecognitionDetail.as_view()),
    path("v1/workspace/principles", principle_notes.PrincipleNotes.as_view()),
    path("v1/workspace/principles/<uuid:id>", principle_notes.PrincipleNoteDetail.as_view()),
    path("v1/workspace/testimonials", testimonials.Testimonials.as_view()),
    path("v1/workspace/testimonials/<uuid:id>", testimonials.TestimonialDetail.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/approve", testimonials.TestimonialApprove.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/consents", consents.TestimonialConsents.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/withdraw-consent", consents.TestimonialWithdraw.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/link", consents.TestimonialLink.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/proof", consents.TestimonialProof.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/identity", consents.TestimonialIdentity.as_view()),
    path("v1/workspace/testimonials/<uuid:id>/documents", sealed_documents.PersonDocuments.as_view()),
    path(
        "v1/workspace/testimonials/<uuid:id>/documents/<uuid:document>/read",
        sealed_documents.PersonDocumentRead.as_view(),
    ),
    path("v1/workspace/consent-wordings", consents.ConsentWordings.as_view()),
    path("v1/workspace/packages/<collection:collection>/<slug:slug>", packages.Package.as_view()),
    path("v1/workspace/items", workshop_items.Items.as_view()),
    path("v1/workspace/items/<uuid:id>", workshop_items.ItemDetail.as_view()),
    path("v1/workspace/items/<uuid:id>/withdraw", standing.ItemWithdraw.as_view()),
    path("v1/workspace/items/<uuid:id>/restore", standing.ItemRestore.as_view()),
    path("v1/workspace/items/<uuid:id>/redirect", standing.ItemRedirect.as_view()),
    path("v1/workspace/feedback", feedback_of_readers.FeedbackOfReaders.as_view()),
    path("v1/workspace/feedback/<uuid:id>", feedback_of_readers.FeedbackDetail.as_view()),
    path("v1/workspace/feedback/<uuid:id>/take", feedback_of_readers.FeedbackTake.as_view()),
    path("v1/workspace/feedback/<uuid:id>/settle", feedback_of_readers.FeedbackSettle.as_view()),
    path("v1/workspace/feedback/<uuid:id>/reopen", feedback_of_readers.FeedbackReopen.as_view()),
    path("v1/workspace/drafts", drafts.Drafts.as_view()),
    path("v1/workspace/drafts/<uuid:id>", drafts.DraftDetail.as_view()),
    path("v1/workspace/drafts/<uuid:id>/preview", steps.DraftPreview.as_view()),
    path("v1/workspace/drafts/<uuid:id>/submit", steps.DraftSubmit.as_view()),
    path("v1/workspace/drafts/<uuid:id>/recall", steps.DraftRecall.as_view()),
    path("v1/workspace/drafts/<uuid:id>/publish", steps.DraftPublish.as_view()),
    path("v1/workspace/drafts/<uuid:id>/schedule", steps.DraftSchedule.as_view()),
    path("v1/workspace/drafts/<uuid:id>/unschedule", steps.DraftUnschedule.as_view()),
    path("v1/workspace/drafts/<uuid:id>/review-invitations", review_invitations.DraftReviewInvitations.as_view()),
    path("v1/workspace/review-invitations/<uuid:id>", review_invitations.ReviewInvitationDetail.as_view()),
    path("v1/workspace/review-invitations/<uuid:id>/send", review_invitations.ReviewInvitationSend.as_view()),
    path("v1/workspace/reviews", reviews.Reviews.as_view()),
    path("v1/workspace/reviews/<uuid:id>", reviews.ReviewDetail.as_view()),
    path("v1/workspace/drafts/<uuid:id>/import", imports.DraftImport.as_view()),
    path("v1/workspace/imports", imports.Imports.as_view()),
    path("v1/workspace/imports/<uuid:id>", imports.ImportDetail.as_view()),
    path("v1/workspace/checks", checks.Checks.as_view()),
    path("v1/workspace/waivers", waivers.Waivers.as_view()),
    path("v1/workspace/waivers/<uuid:id>", waivers.WaiverDetail.as_view()),
    path("v1/workspace/waivers/<uuid:id>/end", waivers.WaiverEnd.as_view()),
    path("v1/workspace/editions", editions.Editions.as_view()),
    path("v1/workspace/editions/<uuid:id>", editions.EditionDetail.as_view()),
    path("v1/workspace/contact-points/<uuid:id>/republish", republishing.ContactPointRepublish.as_view()),
    path("v1/workspace/adaptations", adaptations.Adaptations.as_view()),
    path("v1/workspace/adaptations/<uuid:id>", adaptations.AdaptationDetail.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/checks", adaptation_steps.AdaptationChecks.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/preview", preview.AdaptationPreview.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/submit", adaptation_steps.AdaptationSubmit.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/recall", adaptation_steps.AdaptationRecall.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/publish", adaptation_steps.AdaptationPublish.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/withdraw", adaptation_steps.AdaptationWithdraw.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/update", updates.AdaptationUpdate.as_view()),
    path("v1/workspace/adaptations/<uuid:id>/update/acknowledge", updates.AdaptationAcknowledge.as_view()),
    path("v1/workspace/suggestions", suggestions.Suggestions.as_view()),
    path("v1/workspace/suggestions/<uuid:id>", suggestions.SuggestionDetail.as_view()),
    path("v1/workspace/suggestions/<uuid:id>/accept", suggestions.SuggestionAccept.as_view()),
    path("v1/workspace/suggestions/<uuid:id>/decline", suggestions.SuggestionDecline.as_view()),
    path("v1/workspace/reach", reach.Reach.as_view()),
    path("v1/workspace/drafts/<uuid:id>/impact", impact.DraftImpact.as_view()),
    path("v1/workspace/duties", duties.Duties.as_view()),
    path("v1/workspace/hazard-log", hazard_log.HazardLogView.as_view()),
    path("v1/workspace/links", watched_links.WatchedLinks.as_view()),
    path("v1/workspace/links/<uuid:id>/opened", watched_links.WatchedLinkOpened.as_view()),
    path("v1/workspace/subscriptions", subscriptions.Subscriptions.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>", subscriptions.SubscriptionDetail.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/pause", subscription_steps.SubscriptionPause.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/resume", subscription_steps.SubscriptionResume.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/rotate-secret", subscription_steps.SubscriptionRotateSecret.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/redeliver", subscription_steps.SubscriptionRedeliver.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/test", subscription_steps.SubscriptionTest.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/deliveries", deliveries.Deliveries.as_view()),
    path("v1/workspace/subscriptions/<uuid:id>/deliveries/<uuid:delivery>", deliveries.DeliveryDetail.as_view()),
    path(
        "v1/workspace/subscriptions/<uuid:id>/deliveries/<uuid:delivery>/redeliver",
        deliveries.DeliveryRedeliver.as_view(),
    ),
    path("v1/workspace/audit", audit.Audit.as_view()),
]

urlpatterns = [
    *PUBLIC,
    *WORKSPACE,
    # Last: every other address is a problem of ours, not a page of Django's. The desk answers for itself.
    re_path(r"^(?!desk(?:/|$)).*$", problems.not_found),
]
