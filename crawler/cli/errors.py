"""Errors of the command line: one sentence for the user, and an exit code."""

from collections.abc import Iterator
from contextlib import contextmanager

DONE = 0
WRONG = 1  # the work was done but something is wrong; stderr names it
BAD_CALL = 2  # the call was wrong: nothing was done


class Problem(Exception):
    """An error for the user, without a traceback: what is wrong, where, and what to do."""

    def __init__(self, message: str, code: int = BAD_CALL) -> None:
        super().__init__(message)
        self.code = code


def explained(error: Exception) -> Problem | None:
    """Return the message for an error that users can cause, None for any other error."""
    if isinstance(error, Problem):
        return error
    from crawler.setting_table import SettingError
    from crawler.sites import UnknownSite
    from pipelines.store import StoreError

    if isinstance(error, UnknownSite | SettingError):
        return Problem(str(error))
    if isinstance(error, StoreError):
        return Problem(str(error), WRONG)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        where = f"{error.filename}: " if error.filename else ""
        return Problem(f"{where}{(error.strerror or str(error)).lower()}", WRONG)
    return None


@contextmanager
def opening() -> Iterator[None]:
    """Turn a `StoreError` in the block into a wrong call: the database could not be opened."""
    from pipelines.store import RunBusy, StoreError

    try:
        yield
    except RunBusy:
        raise
    except StoreError as error:
        raise Problem(str(error)) from error
