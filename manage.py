"""Run a Django management command of this site: `.venv/bin/python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

from knowledgebase.embedded_postgres import EmbeddedPostgresError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if not isinstance(error.__cause__, EmbeddedPostgresError):
            raise
        sys.exit(str(error.__cause__))
