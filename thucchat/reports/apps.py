from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thucchat.reports"
    label = "reports"
