"""Two people at an organisation's theme at the same moment."""

from __future__ import annotations

from functools import partial

from library.catalogue.models import Theme
from tests import files
from tests.kept import PATH as ASSETS
from tests.kept import keep
from tests.races.together import statuses, together
from tests.worlds import World

ROUNDS = 5
THEME = "/v1/workspace/theme"
PLUM = {
    "primary": "#46487d",
    "on_primary": "#ffffff",
    "accent": "#46487d",
    "tint": "#f3f3f9",
    "licence_holder": "The SUN Network",
}


def test_of_two_who_save_one_wins(world: World) -> None:
    world.join("abel", "sun", ["steward_admin"])
    people = world.api("ada"), world.api("abel")
    for version in range(ROUNDS):
        answers = together(*(partial(api.put, THEME, PLUM, if_match=f'"v{version}"') for api in people))
        assert statuses(answers) == [200, 412]
        assert Theme.objects.get().version == version + 1


def test_a_logo_is_described_anew_while_it_is_put_into_the_theme(world: World) -> None:
    asset = keep(world, files.image("PNG"), "logo.png")
    world.published()
    themed = {**PLUM, "logo": {"asset": str(asset.pk), "permission": "own_mark"}}
    for version in range(ROUNDS):
        answers = together(
            partial(world.api("ada").put, THEME, themed, if_match=f'"v{version}"'),
            partial(
                world.api("cora").patch,
                f"{ASSETS}/{asset.pk}",
                {"accessibility_note": str(version)},
                if_match=f'"v{version + 1}"',
            ),
        )
        assert statuses(answers) == [200, 200]
