from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "thucchat.forms"
    label = "vnforms"
