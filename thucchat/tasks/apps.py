from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "thucchat.tasks"
    label = "tasks"
