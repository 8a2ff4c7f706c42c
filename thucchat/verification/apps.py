from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "thucchat.verification"
    label = "verification"
