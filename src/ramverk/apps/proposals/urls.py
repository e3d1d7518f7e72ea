"""Addresses of the area of proposals. No browser and no proxy keeps a copy of what they answer."""

from django.urls import path
from django.views.decorators.cache import cache_control

from ramverk.apps.proposals.views import comments, comparing, drafts, handed, moving, officials, projects, rooms

app_name = "proposals"
urlpatterns = [
    path("", rooms.index, name="index"),
    path("steg/<int:pk>/", rooms.desk, name="desk"),
    path("jamfor/", comparing.compare, name="compare"),
    path("villkor/", handed.terms, name="terms"),
    path("fragor/", officials.questions, name="questions"),
    path("fragor/<int:pk>/", officials.question, name="question"),
    path("fragor/<int:pk>/<slug:verb>/", officials.question_deed, name="question_deed"),
    path("rum/<int:pk>/fraga/", officials.ask, name="ask"),
    path("visning/<uuid:uid>/", officials.share, name="share"),
    path("visning/<uuid:uid>/avsluta/", officials.stop_share, name="stop_share"),
    path("utkast/<uuid:uid>/visa/", officials.show_leadership, name="show_leadership"),
    path("rum/oppna/<int:party>/", rooms.open_own, name="open_own"),
    path("rum/gemensamt/", rooms.joint, name="joint"),
    path("rum/inbjudan/<int:pk>/", rooms.answer, name="answer"),
    path("rum/<int:pk>/", rooms.room, name="room"),
    path("rum/<int:pk>/hamta/", comparing.export, name="export"),
    path("rum/<int:pk>/tom/", rooms.empty, name="empty"),
    path("rum/<int:pk>/insyn/", rooms.looks, name="looks"),
    path("rum/<int:pk>/anteckning/", rooms.new_note, name="new_note"),
    path("rum/<int:pk>/fil/", rooms.add_file, name="add_file"),
    path("rum/<int:pk>/underlag/<int:document>/", rooms.paper, name="paper"),
    path("rum/<int:pk>/nytt-forslag/", drafts.start, name="start"),
    path("anteckning/<uuid:uid>/", rooms.note, name="note"),
    path("fil/<uuid:uid>/", rooms.file, name="file"),
    path("ta-bort/<uuid:uid>/", rooms.remove, name="remove"),
    path("utkast/<uuid:uid>/", drafts.draft, name="draft"),
    path("utkast/<uuid:uid>/rakna/", drafts.preview, name="preview"),
    path("utkast/<uuid:uid>/finansiera/", drafts.finance, name="finance"),
    path("utkast/<uuid:uid>/flytta/", drafts.shift, name="shift"),
    path("utkast/<uuid:uid>/ta-bort-rad/", drafts.drop_row, name="drop_row"),
    path("utkast/<uuid:uid>/underlag/", drafts.base_changes, name="base"),
    path("utkast/<uuid:uid>/investeringar/", projects.projects, name="projects"),
    path("utkast/<uuid:uid>/ord/", drafts.words, name="words"),
    path("utkast/<uuid:uid>/granska/", drafts.review, name="review"),
    path("utkast/<uuid:uid>/nytt-underlag/", moving.rebase, name="rebase"),
    path("utkast/<uuid:uid>/kommentarer/", comments.comments, name="comments"),
    path("utkast/<uuid:uid>/lasare/", comments.readers, name="readers"),
    path("utkast/<uuid:uid>/kopiera/", drafts.copy, name="copy"),
    path("utkast/<uuid:uid>/<slug:verb>/", drafts.deed, name="draft_deed"),
    path("overlamnat/<int:pk>/", handed.proposal, name="proposal"),
    path("overlamnat/<int:pk>/forslag.json", handed.as_json, name="json"),
    path("overlamnat/<int:pk>/<slug:verb>/", handed.deed, name="proposal_deed"),
]

for _address in urlpatterns:
    _address.callback = cache_control(private=True, no_store=True)(_address.callback)
