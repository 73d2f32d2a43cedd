"""stub"""
from django.http import HttpResponse


def choose(request, key): return HttpResponse("")
def apply(request, key, act): return HttpResponse("")
def receipt(request): return HttpResponse("")
