from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "thucchat.progress"
    label = "progress"
