"""Is the database there, and is it the one that this version needs?"""

import psycopg
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def what_is_missing() -> str | None:
    """Return one sentence about what keeps the database from being used, or None if nothing does."""
    try:
        knock()
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (DatabaseError, psycopg.Error) as error:
        first_line = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return f"The database does not answer: {first_line}"
    if plan:
        return "The database is not prepared for this version. Run: lartraff migrate"
    return None


def knock() -> None:
    """Raise the database's own error if it does not answer."""
    if connection.vendor == "postgresql":
        # Past the pool, which would try for half a minute and then tell only that it gave up.
        psycopg.connect(**connection.get_connection_params(), connect_timeout=5).close()
    else:
        connection.ensure_connection()
