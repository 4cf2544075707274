from django.apps import AppConfig


class CoproductionConfig(AppConfig):
    name = "library.coproduction"
    label = "coproduction"
    verbose_name = "Co-production"
