"""Addresses of the area of keyfigures."""

from django.urls import URLPattern

app_name = "keyfigures"
urlpatterns: list[URLPattern] = []
