"""Addresses of the portal."""

from django.urls import path

from sunforest.faces import language
from sunforest.faces.portal import (
    applying,
    continuing,
    crawlers,
    handbook,
    pages,
    procedures,
    progress,
    public_case,
    search_pages,
    subscriptions,
)

app_name = "portal"

urlpatterns = [
    path("", pages.home, name="home"),
    path("language/", language.choose_language, name="language"),
    path("large-type/", language.choose_large_type, name="large_type"),
    path("search/", search_pages.search, name="search"),
    path("search/suggest/", search_pages.suggest, name="suggest"),
    path("search/feed.atom", search_pages.feed, name="feed"),
    path("subscriptions/", subscriptions.subscribe, name="subscribe"),
    path("subscriptions/<int:number>/confirm/<str:token>/", subscriptions.confirm, name="confirm_subscription"),
    path("subscriptions/<int:number>/stop/<str:token>/", subscriptions.stop, name="stop_subscription"),
    path("organs/", pages.organs, name="organs"),
    path("organs/<str:code>/", pages.organ, name="organ"),
    path("statutory/", pages.statutory, name="statutory"),
    path("guide/", pages.guide, name="guide"),
    path("rules/", pages.rules, name="rules"),
    path("annual-reports/", pages.annual_reports, name="annual_reports"),
    path("request/", pages.request_information, name="request"),
    path("processes/", procedures.processes, name="processes"),
    path("processes/<str:key>/", procedures.process, name="process"),
    path("processes/<str:key>/flowchart.<str:format>", procedures.flowchart, name="flowchart"),
    path("processes/<str:key>/apply/", applying.choose, name="apply"),
    path("processes/<str:key>/apply/<str:act>/", applying.apply, name="apply_act"),
    path("progress/", progress.ask, name="progress"),
    path("progress/leave/", progress.leave, name="progress_leave"),
    path("progress/<str:token>/", progress.progress, name="progress_of"),
    path("progress/<str:token>/receipt/", progress.receipt, name="receipt"),
    path("progress/<str:token>/files/<str:digest>/", progress.file, name="progress_file"),
    path("progress/<str:token>/acts/<str:act>/", continuing.act, name="progress_act"),
    path("cases/<str:number>/", public_case.public_case, name="case"),
    path("open-data/", pages.open_data, name="open_data"),
    path("about/", handbook.about, name="about"),
    path("about/site-map/", pages.site_map, name="site_map"),
    path("about/<slug:key>/", handbook.about_page, name="about_page"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
]
