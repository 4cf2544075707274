"""The package of an item for the caller's organisation."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from rest_framework.request import Request

from api.http.addressing import PATH, InLanguage
from api.http.answers import response_of
from api.http.counting import Counted
from api.http.operations import operation
from api.http.permissions import ANY_MEMBER
from api.http.views import WorkspaceView
from library.catalogue.addresses import KINDS
from library.catalogue.files import StorageUnavailable
from library.editions.packages_for_one import package_for
from library.editions.reading import LanguageNotAvailable
from library.errors import Gone, Moved, NotFound

ZIP = "application/zip"


class Package(WorkspaceView):
    @operation(
        id="get_own_package",
        summary="Get the package made for your organisation",
        description=(
            "What the public `package.zip` holds, and besides it the quotes whose owners have named your organisation, each with where you "
            "may show it, with which name, and until when; `text.md` has those that you may print. And your own logo, if its permission "
            "is on record. Keep it to yourselves, and take a quote out "
            "wherever you have put it as soon as the feed says `testimonial.withdrawn`."
        ),
        roles=ANY_MEMBER,
        query=InLanguage,
        produces=(ZIP,),
        costly=True,
        counted=Counted("rendition", "package.zip"),
        problems=(NotFound, LanguageNotAvailable, Gone, Moved, StorageUnavailable),
        path={
            "collection": {**PATH["collection"], "example": "leaflets"},
            "slug": {**PATH["slug"], "example": "finding-support"},
        },
    )
    def get(self, request: Request, collection: str, slug: str) -> HttpResponseBase:
        made = package_for(KINDS[collection], slug, self.params.language, organisation=self.actor.home, now=self.at)
        headers = {"Content-Type": ZIP, "Content-Disposition": f'attachment; filename="{made.file.ascii}"'}
        return response_of(made.content, headers)
