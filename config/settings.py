"""Django's settings, grouped by question. Values from outside come through `config.env` only."""

import os
from urllib.parse import urlsplit

from config import database, env, local, logging

ENV = env.read(os.environ)

# --- Where are we? ----------------------------------------------------------------------------------------------------

ENVIRONMENT = ENV["LIBRARY_ENV"]
TESTING = ENVIRONMENT == "test"
DEBUG = ENV["DEBUG"]
PUBLIC_URL = (ENV["PUBLIC_URL"] or f"http://127.0.0.1:{ENV['PORT']}").rstrip("/")
ENCRYPTED = PUBLIC_URL.startswith("https://")
# This machine's own names are for health checks. They are harmless: no link is ever built from the Host header.
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname, "localhost", "127.0.0.1", "[::1]", *ENV["ALLOWED_HOSTS"]]
TRUSTED_PROXIES = ENV["TRUSTED_PROXIES"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- What is it made of? ----------------------------------------------------------------------------------------------

# From the highest to the lowest, as in library/__init__.py.
AREAS = [
    "library.upkeep",
    "library.syndication",
    "library.leaflets",
    "library.publishing",
    "library.editions",
    "library.coproduction",
    "library.directory",
    "library.catalogue",
    "library.accounts",
    "library.history",
]
INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "api.desk",
    "demo",
    *AREAS,
    # The desk: unfold restyles the admin, so it stands before it.
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "rest_framework",
    "rest_framework_api_key",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "django_prometheus",
    "procrastinate.contrib.django",
]
if TESTING:
    INSTALLED_APPS += ["django_migration_linter"]
    MIGRATION_LINTER_OPTIONS = {"include_apps": [area.removeprefix("library.") for area in AREAS], "no_cache": True}

# --- What does a request pass through? --------------------------------------------------------------------------------

# Short, because every public read pays for each of them. What only the desk needs is in DESK_MIDDLEWARE.
MIDDLEWARE = [
    "config.metrics.counted",
    "config.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.http.edge.edge",
    "api.http.edge.preflights",
    "config.middleware.desk_only",
    "config.middleware.pages_only",
]
DESK_PREFIX = "/desk/"
DESK_MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
PAGE_PREFIXES = (DESK_PREFIX,)
PAGE_MIDDLEWARE = ["csp.middleware.CSPMiddleware"]
SILENCED_SYSTEM_CHECKS = [
    # The desk's middleware is there, under /desk/ only; tests/config/test_middleware.py looks instead.
    "admin.E408",
    "admin.E409",
    "admin.E410",
    "axes.W002",
    # TLS ends at the proxy, which also sends plain http to https.
    "security.W008",
]

# --- Where is the data? -----------------------------------------------------------------------------------------------

# Only the address: manage.py, the runner and the tests start the server.
DATABASES = {"default": env.database(ENV["DATABASE_URL"] or database.url(database.of(os.environ)))}
# Statements that ask to be prepared are (`library.catalogue.statements`); Django's own never are.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5
# A database that is away is a fast 503.
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 2
if not TESTING:
    # Each thread keeps its connection, for ten minutes. A pool would hold no fewer, since a thread needs one at a time,
    # and handing it out and taking it back costs a tenth of a small read.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATA_DIR = local.DATA
MEDIA_ROOT = ENV["MEDIA_ROOT"] or str(local.DATA / "media")
# On a disk of its own, and never set back to an older copy: see `library.coproduction.tombstones`.
TOMBSTONE_LOG = ENV["TOMBSTONE_LOG"] or str(local.DATA / "tombstones.ndjson")
STATIC_ROOT = ENV["STATIC_ROOT"] or str(local.DATA / "static")
STATIC_URL = "/static/"
FILES_ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}}
FILES_ON_S3 = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": ENV["MEDIA_BUCKET"],
        "endpoint_url": ENV["MEDIA_ENDPOINT_URL"] or None,
        "file_overwrite": False,
    },
}
STATIC_AS_FOUND = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_HASHED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
STORAGES = {
    "default": FILES_ON_S3 if ENV["MEDIA_BUCKET"] else FILES_ON_DISK,
    # Hashed names need `collectstatic` first, which tests do not run.
    "staticfiles": STATIC_AS_FOUND if TESTING else STATIC_HASHED,
}
# A document is at most 512 kB; files are not counted here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# The desk's form of a long text has a control for each member of each section, source and picture.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
FILE_UPLOAD_PERMISSIONS = 0o640

# --- Who is asking? ---------------------------------------------------------------------------------------------------

SECRET_KEY = ENV["SECRET_KEY"] or local.secret_key()
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and guards nothing here
LOGIN_URL = f"{DESK_PREFIX}login/"
LOGIN_REDIRECT_URL = DESK_PREFIX
# Cookies are the desk's alone; a browser never sends them to the API.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = DESK_PREFIX
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENCRYPTED
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "api.desk.site.unproven"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "config.middleware.client_address"
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "desk/locked.html"

# --- How much may one caller ask? -------------------------------------------------------------------------------------

CDN_PURGE = ENV["CDN_PURGE"]
PUBLIC_READS_PER_MINUTE = ENV["PUBLIC_READS_PER_MINUTE"]
KEYED_READS_PER_MINUTE = ENV["KEYED_READS_PER_MINUTE"]
COSTLY_POSTS_PER_HOUR = ENV["COSTLY_POSTS_PER_HOUR"]
# Each large file that is being fetched holds a thread; the others are for everybody else.
LARGE_DOWNLOADS_AT_ONCE = max(1, ENV["WEB_THREADS"] // 2)
# So does each costly request, and the processor besides.
COSTLY_AT_ONCE = max(1, ENV["WEB_THREADS"] // 4)

# --- How far does it reach? -------------------------------------------------------------------------------------------

# Seconds between the times that a web process adds its counts of reads to the database. Tests do it themselves.
USAGE_SENT_EVERY = 0 if TESTING else 5

# --- What may setting a page take? ------------------------------------------------------------------------------------

RENDER_CHILDREN = ENV["RENDER_CHILDREN"]
RENDER_WAITING = ENV["RENDER_WAITING"]
RENDER_PATIENCE = ENV["RENDER_PATIENCE"]
RENDER_SECONDS = ENV["RENDER_SECONDS"]
RENDER_MEGABYTES = ENV["RENDER_MEGABYTES"]
LEAFLET_FONT_PATHS = ENV["LEAFLET_FONT_PATHS"]

# --- What may a browser do with an answer? ----------------------------------------------------------------------------

# CORS: `api.http.edge` opens it for public reads; no address is open by its pattern alone.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^$"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "if-none-match", "if-modified-since", "x-request-id"]
CORS_EXPOSE_HEADERS = [
    "Content-Disposition",
    "Content-Location",
    "Content-Range",
    "ETag",
    "Last-Modified",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-ID",
]
CORS_PREFLIGHT_MAX_AGE = 24 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENCRYPTED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # not ours to promise for a whole domain
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "frame-src": ["'self'"],  # what is being written, beside its form
        "img-src": ["'self'", "data:"],
        # The desk: no script stands in its pages; unfold's Alpine evaluates what stands in attributes, and styles inline.
        "script-src": ["'self'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
    }
}

# --- What does the desk look like? ------------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": "Library desk",
    "SITE_HEADER": "Library desk",
    "SITE_URL": None,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "6px",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "api.desk.look.icon"}],
    "STYLES": ["api.desk.look.style"],
    "SCRIPTS": ["api.desk.look.script"],
    "ACCOUNT": {"navigation": "api.desk.sidebar.account_links"},
    "SIDEBAR": {"navigation": "api.desk.sidebar.navigation"},
    "COLORS": {
        # A calm green-blue; 600 on white and white on 600 have a contrast of more than 5.5 to 1.
        "primary": {
            "50": "#f0f7f8",
            "100": "#dcecee",
            "200": "#bcdade",
            "300": "#8ec0c7",
            "400": "#58a0aa",
            "500": "#2f818d",
            "600": "#1f6873",
            "700": "#1c555f",
            "800": "#1b474f",
            "900": "#193c43",
            "950": "#0b252b",
        },
        # Quiet text that is still readable: 7 to 1 on white.
        "font": {
            "subtle-light": "var(--color-base-600)",
            "subtle-dark": "var(--color-base-300)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-200)",
            "important-light": "var(--color-base-900)",
            "important-dark": "var(--color-base-100)",
        },
    },
}

# --- How does the API describe itself? --------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Co-production resource library",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["api.workspace.syndication.webhooks.described", "api.http.schema.document.complete"],
}

# --- What happens later? ----------------------------------------------------------------------------------------------

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_IMPORT_PATHS = ["library.editions.consent_tasks"]  # jobs that call the verbs, which leave jobs themselves

# --- Where do requests of ours go? ------------------------------------------------------------------------------------

WEBHOOKS_TO_THIS_MACHINE = ENV["WEBHOOKS_TO_THIS_MACHINE"]
WATCH_LINKS = (ENV["WATCH_LINKS"] or ("on" if ENVIRONMENT == "production" else "off")) == "on"

# --- How do letters go out? -------------------------------------------------------------------------------------------

# The worker sends them (`library.accounts.mail`). Tests keep them in memory: pytest-django sees to that.
MAIL = env.mail(ENV["MAIL_URL"])
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENV['MAIL_URL'] else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(local.DATA / "mail")
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.starts_tls, MAIL.is_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENV["MAIL_FROM"] or f"library@{urlsplit(PUBLIC_URL).hostname}"

# --- In which words and hours? ----------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
TIME_ZONE = "UTC"  # stored and sent; days on which a review falls due are computed in Europe/London
USE_TZ = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- What is written down? --------------------------------------------------------------------------------------------

LOGGING = logging.configuration(
    ENV["LOG_FORMAT"] or ("json" if ENVIRONMENT == "production" else "console"),
    ENV["LOG_LEVEL"],
)
if TESTING:
    LOGGING["root"]["handlers"] = []  # pytest keeps the lines and shows those of a test that failed
