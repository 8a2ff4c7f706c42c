from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "thucchat.web"
    label = "web"
