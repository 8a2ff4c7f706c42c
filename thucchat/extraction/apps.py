from django.apps import AppConfig


class ExtractionConfig(AppConfig):
    name = "thucchat.extraction"
    label = "extraction"
