from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "thucchat.directives"
    label = "directives"
