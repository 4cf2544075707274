from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "library.editions"
    label = "editions"
    verbose_name = "Editions"
