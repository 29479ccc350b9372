"""The user's folder for data of applications."""

import os
import sys
from pathlib import Path


def user_data() -> Path:
    """Return the folder of warta in the user's folder for data; it need not exist."""
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        data = Path.home() / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "warta"
