from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "thucchat.analytics"
    label = "analytics"
