"""The library of `desk`, in a process of its own: five hundred adaptations of one template among so many generated items, a curator
and an editor with open sessions. Says the pages to ask for, and whose session asks.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - needs Django
from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from demo.generator.ground import CODE  # noqa: E402
from demo.generator.writing import generate  # noqa: E402
from library.accounts.actions import add_member  # noqa: E402
from library.accounts.actors import SYSTEM  # noqa: E402
from library.accounts.models import Organisation  # noqa: E402
from library.accounts.roles import ReviewKind, Role  # noqa: E402
from library.catalogue.models import Item  # noqa: E402
from library.publishing.models import Draft  # noqa: E402
from tests.adaptations import Place  # noqa: E402
from tests.api.desk.sitting import address, let_in, list_of  # noqa: E402
from tests.benchmarks.data import SEED  # noqa: E402
from tests.worlds import World  # noqa: E402

ADAPTATIONS = 500
STEWARD = [Role.CURATOR, Role.PUBLISHER, Role.REVIEWER, Role.STEWARD_ADMIN]


def main() -> None:
    world = World()
    place = Place(world)
    adaptations = place.several(ADAPTATIONS)
    for number in range(40):
        world.in_review(kind="leaflet", title=f"In review {number}")
    generate(int(sys.argv[1]), seed=SEED, at=timezone.now(), processes=2, tell=lambda _: None)
    library = Organisation.objects.get(code=f"{CODE}-1")
    keeper = get_user_model().objects.create_user("keeper", is_staff=True)
    add_member(
        user=keeper, organisation=library, roles=STEWARD, review_kinds=list(ReviewKind), by=SYSTEM, at=timezone.now()
    )
    item = Item.objects.filter(owner=library).order_by("slug")[0]
    draft = Draft.objects.filter(item__owner__code="sun", state="in_review")[0]
    curators = ["/desk/", *map(list_of, ("catalogue_item", "publishing_draft", "editions_edition", "history_event"))]
    editors = ["/desk/", list_of("leaflets_adaptation"), "/desk/reach/"]
    pages = {
        _session(keeper): [*curators, f"{list_of('catalogue_item')}?q=support", address(item), "/desk/reach/"],
        _session(let_in(world, "cora")): ["/desk/", address(draft), address(place.template)],
        _session(let_in(world, "nell")): [*editors, address(adaptations[0])],
    }
    print("READY", json.dumps(pages), flush=True)


def _session(user: object) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    main()
