"""How each adaptation of the demo came to be, as steps: begun, written, handed in, approved by a second person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from demo.adaptations import CHECK_DUE, CHECKED, DemoAdaptation
from demo.cast import Cast
from demo.timeline import Step
from library.documents.overrides import Override
from library.leaflets import actions as leaflets
from library.leaflets.models import Adaptation

HALF_A_YEAR = timedelta(days=182)


def adapting(cast: Cast, made: DemoAdaptation) -> Iterator[Step]:
    """An adaptation from its beginning on."""
    yield Step(made.started, partial(_start, cast, made))
    if made.approver:
        yield Step(made.submitted, partial(_submit, cast, made))
        yield Step(made.published, partial(_publish, cast, made))


def _start(cast: Cast, made: DemoAdaptation, at: datetime) -> None:
    by, template = cast.actor(made.editor), cast.items["leaflet", made.template]
    adaptation = leaflets.start_adaptation(
        template=template,
        language=template.original_language,
        areas=made.areas,
        districts=made.districts,
        by=by,
        at=at,
    )
    days = {CHECKED: at.date().isoformat(), CHECK_DUE: (at.date() + HALF_A_YEAR).isoformat()}
    own = {id_: Override(text=text) for id_, text in made.reworded.items()}
    left_out = {id_: Override(left_out=True, reason=reason) for id_, reason in made.left_out.items()}
    leaflets.save_recipe(
        adaptation=adaptation,
        details={**made.details, **days},
        sections={**own, **left_out},
        expected_version=adaptation.version,
        by=by,
        at=at,
    )


def _submit(cast: Cast, made: DemoAdaptation, at: datetime) -> None:
    adaptation = _present(cast, made)
    leaflets.submit(adaptation=adaptation, expected_version=adaptation.version, by=cast.actor(made.editor), at=at)


def _publish(cast: Cast, made: DemoAdaptation, at: datetime) -> None:
    adaptation = _present(cast, made)
    leaflets.publish_adaptation(
        adaptation=adaptation,
        note="First edition for the area.",
        expected_version=adaptation.version,
        by=cast.actor(made.approver),
        at=at,
    )


def _present(cast: Cast, made: DemoAdaptation) -> Adaptation:
    return Adaptation.objects.select_related("item").get(
        item__derivation__original=cast.items["leaflet", made.template],
        item__owner=cast.memberships[made.editor].organisation,
    )
