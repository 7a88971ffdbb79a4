"""The WSGI application that a web server loads: `gunicorn knowledgebase.wsgi`."""

import os

import django

from knowledgebase.malformed_requests import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
django.setup(set_prefix=False)

application = Handler()
