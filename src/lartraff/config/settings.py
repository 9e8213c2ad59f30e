"""All settings, read from the environment. With none set, Lärträff runs on SQLite in ./data.

docs/reference/settings.md lists every variable; a test keeps the two lists equal.
"""

import logging
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError, validate

from lartraff.config import secret_key

env = Env()

PACKAGE = Path(__file__).resolve().parent.parent

DATA = Path(env.str("LARTRAFF_DATA", "data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("LARTRAFF_DEBUG", False)
DEMO = env.bool("LARTRAFF_DEMO", False)
HTTPS = env.bool("LARTRAFF_HTTPS", False)
SECRET_KEY = env.str("LARTRAFF_SECRET_KEY", "") or secret_key.read_or_make(DATA / "secret_key")
ALLOWED_HOSTS = env.list("LARTRAFF_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

INSTALLED_APPS = [
    "lartraff.core",
    "lartraff.people",
    "lartraff.library",
    "lartraff.direction",
    "lartraff.results",
    "lartraff.voices",
    "lartraff.meetings",
    "lartraff.insights",
    "lartraff.reports",
    "lartraff.live",
    "lartraff.demo",
    "django_htmx",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lartraff.core.middleware.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "lartraff.people.middleware.StandingMiddleware",
    "lartraff.people.middleware.SignedOutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "lartraff.config.urls"
WSGI_APPLICATION = "lartraff.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lartraff.core.context.page",
            ],
        },
    }
]

# --- Database: SQLite beside the data, or whatever DATABASE_URL names -------------------------------------------

SQLITE_OPTIONS = {
    # A transaction that will write takes its place in the queue at once, instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
}
# The demo, where anybody can be anybody, never opens the school's own.
DATABASE_FILE = "demo.sqlite3" if DEMO else "lartraff.sqlite3"
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA / DATABASE_FILE}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # On disk, so that a test server's threads and the test itself see one database.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    # As many as there are threads that ask at once: pages, commands in the live room, and its log.
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 12}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits, and what live rooms tell each other. One process needs nothing; several share a Redis or Valkey by this
# one variable.
CACHES = {"default": env.dj_cache_url("LARTRAFF_CACHE_URL", "locmem://")}
LIVE_REDIS_URL = str(CACHES["default"]["LOCATION"]) if "redis" in CACHES["default"]["BACKEND"].lower() else ""

# --- People and sign-in ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "given_name", "family_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "demo:personas" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "insights:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "lartraff.people.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "lartraff.people.forms.accounts.SignInForm",
    "reset_password": "lartraff.people.forms.accounts.AskForResetForm",
    "reset_password_from_key": "lartraff.people.forms.accounts.ResetForm",
    "change_password": "lartraff.people.forms.accounts.ChangeForm",
    "set_password": "lartraff.people.forms.accounts.SetForm",
    "reauthenticate": "lartraff.people.forms.accounts.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Addresses are entered by the school, not by strangers, and nothing is sent before somebody asks for it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LARTRAFF_PROXIES", 0, validate=validate.Range(min=0))

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# --- E-mail: to the console until a server is named ---------------------------------------------------------------

EMAIL = env.dj_email_url("LARTRAFF_EMAIL_URL", "console:")
if "EMAIL_BACKEND" not in EMAIL:
    raise EnvError('Environment variable "LARTRAFF_EMAIL_URL" invalid: It names no kind of mail server that we know.')
EMAIL_BACKEND = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL["EMAIL_HOST"]
EMAIL_PORT = EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = EMAIL["EMAIL_USE_SSL"]
DEFAULT_FROM_EMAIL = env.str("LARTRAFF_EMAIL_FROM", "Lärträff <lartraff@localhost>")

# --- Language, time, numbers --------------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["lartraff.core.formats"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# --- Static files and uploads --------------------------------------------------------------------------------------

STATIC_URL = "static/"
# No other site has any use for our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = DATA / ("demo-uploads" if DEMO else "uploads")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True

# --- Log: to standard error, never with what people have written ---------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.log_level("LARTRAFF_LOG_LEVEL", logging.INFO)},
    # A page that is refused or not there is no fault of ours, and its address may be somebody's business.
    "loggers": {"django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}

# W005 and W021 ask about the other hosts of the school's domain, which are not ours to decide about.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

env.seal()
