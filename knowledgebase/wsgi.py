"""The WSGI application that a web server loads: `gunicorn knowledgebase.wsgi`."""

import os

import django

from knowledgebase.application import Application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgebase.settings")
django.setup(set_prefix=False)

application = Application()
