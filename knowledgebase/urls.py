"""Every address of the site: the editors' desk under /admin/, all else in principles.urls."""

from django.contrib import admin
from django.urls import include, path

from principles.admin.signing_in import sign_in

urlpatterns = [
    path("admin/login/", sign_in),  # instead of the desk's own
    path("admin/", admin.site.urls),
    path("", include("principles.urls")),
]

handler400 = "principles.views.errors.bad_request"
handler404 = "principles.views.errors.page_not_found"
handler500 = "principles.views.unavailable.server_error"
