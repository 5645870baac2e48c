"""Writing a small file of a person's anew: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress


def rewrite(path: str, data: bytes) -> None:
    """Put other bytes in the place of a file, with its mode.

    Raises OSError, and then the file is as it was. The bytes are on the disk before
    the name is theirs. A link is not written through: the file takes its place.
    """
    folder, name = os.path.split(path)
    here = os.path.join(folder, f".{name}.{os.getpid()}.unfinished")
    try:
        with open(here, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, here)
        os.replace(here, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.remove(here)
        raise
