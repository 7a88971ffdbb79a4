"""Every address of the site: the editors' desk under /admin/, all else in principles.urls."""

from django.contrib import admin
from django.urls import include, path

from knowledgebase.health import healthz, readyz
from principles.admin.bundle import download
from principles.admin.signing_in import sign_in
from principles.admin.waits import change_password, sign_out
from principles.admin.worklist import desk

urlpatterns = [
    # Instead of the desk's own.
    path("admin/login/", sign_in),
    path("admin/logout/", admin.site.admin_view(sign_out)),
    path("admin/password_change/", admin.site.admin_view(change_password, cacheable=True)),
    path("admin/", admin.site.admin_view(desk)),
    path("admin/bundle.zip", admin.site.admin_view(download), name="bundle"),
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("readyz", readyz),
    path("", include("principles.urls")),
]

handler400 = "principles.views.errors.bad_request"
handler404 = "principles.views.errors.page_not_found"
handler500 = "principles.views.unavailable.server_error"
