"""The one application that uvicorn serves: pages through WSGI in threads; the live room joins it here."""

from typing import Any, cast

from a2wsgi import WSGIMiddleware

from lartraff.config.wsgi import application as pages

# Four threads: as many pages at once as two cores can use, each with one kept database connection.
application = WSGIMiddleware(cast("Any", pages), workers=4)
