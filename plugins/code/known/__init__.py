"""Files known by what they are named and what they say together, as data.

`web`, `components`, `mobile`, `desktop`, `server` and `scripting` list what project generators
write first, `output` what editors and documentation tools keep for themselves.
"""

from __future__ import annotations

from .components import COMPONENTS
from .desktop import DESKTOP
from .known_file import known_file_finder, written_fraction
from .mobile import MOBILE
from .output import OUTPUT
from .scripting import SCRIPTING
from .server import SERVER
from .web import WEB

KNOWN_FINDERS = (
    known_file_finder(
        "code.tool_output",
        "the words of an editor, a compiler or a documentation tool in a file that it keeps",
        OUTPUT,
    ),
)
KNOWN_SIGNALS = (
    written_fraction(
        "code.scaffold_fraction",
        "lines that a project generator writes at most, of those of the file; 1 where it has no"
        " more, 0 where no generator is known to write it",
        (*WEB, *COMPONENTS, *MOBILE, *DESKTOP, *SERVER, *SCRIPTING),
    ),
)
