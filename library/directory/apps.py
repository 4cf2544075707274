from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "library.directory"
    label = "directory"
    verbose_name = "Directory"
