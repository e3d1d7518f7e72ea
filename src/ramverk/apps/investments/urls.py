"""Addresses of the area of investments."""

from django.urls import URLPattern

app_name = "investments"
urlpatterns: list[URLPattern] = []
