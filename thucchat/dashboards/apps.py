from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "thucchat.dashboards"
    label = "dashboards"
