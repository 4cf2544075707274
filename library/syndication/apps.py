from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "library.syndication"
    label = "syndication"
    verbose_name = "Syndication"
