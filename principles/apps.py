"""Name the app for Django and the admin."""

from django.apps import AppConfig


class PrinciplesConfig(AppConfig):
    """Give the app its name in the admin."""

    name = "principles"
    verbose_name = "Knowledge base"
