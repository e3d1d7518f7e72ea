"""The doors to an account, one by one: those of allauth that are used here and no others."""

from allauth.account import views
from django.urls import path, re_path

from ramverk.web.sign_in import SignIn

urlpatterns = [
    path("logga-in/", SignIn.as_view(), name="account_login"),
    path("logga-ut/", views.logout, name="account_logout"),
    path("avstangt/", views.account_inactive, name="account_inactive"),
    path("nytt-konto/", views.signup, name="account_signup"),
    path("bekrafta/", views.reauthenticate, name="account_reauthenticate"),
    path("losenord/byt/", views.password_change, name="account_change_password"),
    path("losenord/valj/", views.password_set, name="account_set_password"),
    path("losenord/glomt/", views.password_reset, name="account_reset_password"),
    path("losenord/skickat/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("losenord/klart/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
