from importlib import import_module

from django.apps import AppConfig


class LeafletsConfig(AppConfig):
    name = "library.leaflets"
    label = "leaflets"
    verbose_name = "Adaptations"

    def ready(self) -> None:
        """Listen to what happens below: only now are there models."""
        import_module("library.leaflets.reactions")
