"""Addresses of the desk."""

from django.urls import path

from sunforest.faces.desk import (
    act_page,
    audit,
    case_page,
    case_papers,
    drafts,
    export,
    handbook,
    openings,
    purposes,
    receipt,
    reports,
    supervision,
    worklist,
)

app_name = "desk"
urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("cases/<str:number>/", case_page.case, name="case"),
    path("cases/<str:number>/acts/<slug:name>/", act_page.act, name="act"),
    path("cases/<str:number>/open/<slug:name>/", act_page.open_from, name="open_from"),
    path("cases/<str:number>/receipt/", receipt.receipt, name="receipt"),
    path("cases/<str:number>/purpose/", purposes.choose, name="purpose"),
    path("cases/<str:number>/files/<slug:digest>/", case_page.file, name="file"),
    path("cases/<str:number>/papers/<slug:key>/", case_papers.paper, name="paper"),
    path("cases/<str:number>/papers/<slug:key>.<slug:ending>", case_papers.paper_file, name="paper_file"),
    path("cases/<str:number>/export.zip", export.case_export, name="export"),
    path("open/", openings.openings, name="openings"),
    path("open/<slug:key>/<slug:name>/", act_page.open_act, name="open"),
    path("drafts/", drafts.keep, name="drafts"),
    path("drafts/<int:draft_id>/discard/", drafts.discard, name="discard_draft"),
    path("supervision/", supervision.supervision, name="supervision"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<slug:kind>/", audit.audit_list, name="audit_list"),
    path("reports/", reports.reports, name="reports"),
    path("reports/figures.csv", reports.figures, name="figures"),
    path("help/", handbook.handbook, name="help"),
]
