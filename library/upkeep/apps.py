from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "library.upkeep"
    label = "upkeep"
    verbose_name = "Upkeep"
