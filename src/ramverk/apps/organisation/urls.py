"""Addresses under /organisation/."""

from django.urls import path

from ramverk.apps.organisation.views import appearance, audiences, bodies, inviting, municipality, people, sheets

app_name = "organisation"

urlpatterns = [
    path("", bodies.index, name="index"),
    path("kommunen/", municipality.name, name="name_municipality"),
    path("organ/nytt/", bodies.add, name="add_body"),
    path("organ/<int:pk>/", bodies.body, name="body"),
    path("organ/<int:pk>/andra/", bodies.change, name="change_body"),
    path("organ/<int:pk>/avsluta/", bodies.close, name="close_body"),
    path("organ/<int:pk>/uppdrag/", bodies.give, name="give_mandate"),
    path("organ/<int:pk>/sida/", bodies.standing, name="set_party_standing"),
    path("uppdrag/<int:pk>/avsluta/", bodies.end, name="end_mandate"),
    path("personer/", people.people, name="people"),
    path("personer/ny/", people.register, name="register_person"),
    path("personer/<int:pk>/", people.person, name="person"),
    path("personer/<int:pk>/andra/", people.change, name="change_person"),
    path("personer/<int:pk>/bjud-in/", inviting.send_invitation, name="invite"),
    path("personer/<int:pk>/ersattare/", people.appoint, name="appoint_stand_in"),
    path("ersattare/<int:pk>/avsluta/", people.end_standing_in, name="end_stand_in"),
    path("deltagare/", audiences.audiences, name="audiences"),
    path("deltagare/betyder/", audiences.confirm, name="confirm_audience"),
    path("utseende/", appearance.appearance, name="appearance"),
    path("utseende/logotyp", appearance.logo, name="logo"),
    path("utseende/prov.<slug:ending>", appearance.sample, name="appearance_sample"),
    path("fil/", sheets.sheets, name="sheets"),
    path("fil/granska/", sheets.preview, name="preview"),
    path("fil/las-in/", sheets.accept, name="accept_import"),
    path("fil/hamta/", sheets.fetch, name="export"),
    path("fil/hamta/<slug:sheet>.csv", sheets.fetch, name="export_sheet"),
    path("fil/mall/", sheets.template, name="template"),
]
