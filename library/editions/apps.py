from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EditionsConfig(AppConfig):
    name = "library.editions"
    label = "editions"
    verbose_name = "Editions"

    def ready(self) -> None:
        """Every area above may know something of where a quote was."""
        autodiscover_modules("proof_sources")
