"""Run a Django management command of this site: `.venv/bin/python manage.py help`."""

import sys

from knowledgebase.command_line import run

if __name__ == "__main__":
    sys.exit(run(sys.argv))
