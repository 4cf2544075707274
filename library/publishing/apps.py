from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "library.publishing"
    label = "publishing"
    verbose_name = "Publishing"
