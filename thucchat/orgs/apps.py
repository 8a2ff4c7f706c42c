from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "thucchat.orgs"
    label = "orgs"
