from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "thucchat.indicators"
    label = "indicators"
