from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "thucchat.audit"
    label = "audit"
