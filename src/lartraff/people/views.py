from django.http import HttpResponse
def staff(request): return HttpResponse("")
def set_language(request): return HttpResponse("")
