"""Import contracts cannot see foreign keys that are named by a string; these point down the areas too."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

LABELS = [area.removeprefix("library.") for area in settings.AREAS]
# Side by side in the design: neither may know the other.
LEVELS = {label: LABELS.index({"directory": "coproduction"}.get(label, label)) for label in LABELS}
MODELS = [model for model in apps.get_models() if model._meta.app_label in LABELS]


def points_up(model: type[Model], field: Field) -> bool:
    target = field.related_model._meta.app_label
    if target not in LEVELS or target == model._meta.app_label:
        return False
    return LEVELS[target] <= LEVELS[model._meta.app_label]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    relations = [field for field in model._meta.get_fields() if field.is_relation and field.concrete]
    assert [field.name for field in relations if points_up(model, field)] == []


def test_every_area_is_an_app() -> None:
    assert [label for label in LABELS if not apps.is_installed(f"library.{label}")] == []
