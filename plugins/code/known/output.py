"""What editors, compilers and documentation tools write for themselves."""

from __future__ import annotations

from .known_file import KnownFile

OUTPUT = (
    # Editors of scenes, forms, boards and solutions
    KnownFile(
        r".+\.(?:meta|asset|mat|anim|controller|overrideController|physic\w*)",
        r"^fileFormatVersion: \d|^%TAG !u!",
    ),
    KnownFile(r".+\.(?:tscn|tres|import|escn)", r"^\[(?:gd_scene|gd_resource|remap)\b"),
    KnownFile(r".+\.ui", r"<ui version=\"\d"),
    KnownFile(r".+\.(?:resx|resw)", r"<resheader|<root>"),
    KnownFile(r".+\.glade", r"<!-- Generated with glade"),
    KnownFile(r".+\.form", r"AuxValues|<form xmlns"),
    KnownFile(r".+\.sln", r"Microsoft Visual Studio Solution File"),
    KnownFile(r".+\.ioc", r"^#MicroXplorer|^MxCube\.Version"),
    KnownFile(
        r".+\.(?:kicad_\w+|sch|brd|lbr)",
        r"\A\s*\((?:kicad|module|footprint)|EESchema|<!DOCTYPE eagle",
    ),
    KnownFile(r".+\.(?:mlw|slx|fcstd|drawio|dia|vsdx?)", r"<(?:mxfile|mxGraphModel|dia:diagram)\b"),
    # Compilers, for make
    KnownFile(r".+\.(?:d|dep|Po|Plo)", r"\A(?:# [^\n]*\n)?[^\s:]+\.(?:o|obj|lo)(?: [^\s:]+)? ?:"),
    # Documentation tools
    KnownFile(
        r"Help/(?:\w+/)*[\w.-]+\.(?:html?|php|aspx|config|xml|json)",
        r"Sandcastle|window\.location\.replace\(\"html/|HelpTOC",
    ),
    KnownFile(r"search/[\w~]+\.(?:js|html)", r"\bvar searchData\b|class=\"SRResult|SRSymbol"),
    KnownFile(
        r"(?:package-(?:summary|tree|use|frame)|overview-\w+|all(?:classes|packages)[\w-]*"
        r"|index-\w+|deprecated-list|help-doc|constant-values|serialized-form|class-use/\w+)"
        r"\.html",
        r"javadoc|stylesheet\.css",
    ),
    # MAVLink's generator signs in no header
    KnownFile(r".*mavlink_msg_\w+\.h", r"^// MESSAGE \w+ PACKING"),
    KnownFile(r".*\.(?:props|targets)", r"NuGetPackageRoot|\.nuget\.g"),
)
