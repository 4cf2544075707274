from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "library.history"
    label = "history"
    verbose_name = "History"
