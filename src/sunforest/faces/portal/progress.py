"""stub"""
from django.http import HttpResponse


def ask(request): return HttpResponse("")
def leave(request): return HttpResponse("")
def progress(request, token): return HttpResponse("")
def file(request, token, digest): return HttpResponse("")
def act(request, token, act): return HttpResponse("")
def public_case(request, number): return HttpResponse("")
