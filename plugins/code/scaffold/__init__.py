"""What project generators write first, as data: by the name of a file, and by its own words."""

from __future__ import annotations

from ..known_file import known_file_finder
from .components import COMPONENTS
from .desktop import DESKTOP
from .mobile import MOBILE
from .scripting import SCRIPTING
from .server import SERVER
from .web import WEB

SCAFFOLD_FINDERS = (
    known_file_finder(
        "code.scaffold",
        "the words of a project generator in a file that it writes, if the file did not grow",
        (*WEB, *COMPONENTS, *MOBILE, *DESKTOP, *SERVER, *SCRIPTING),
    ),
)
