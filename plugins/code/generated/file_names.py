"""File names that only tools give: the name alone says that no person wrote the file.

Most are Linguist's (generated.rb); the rest are what the compilers of protocols and forms append.
Folders of copies (`node_modules`, `vendor`) are left out: people wrote what is in them.
"""

from __future__ import annotations

from rulekit import Document, LatePattern, Signal

# Of the file, in lower case.
_FILES = rb"|".join(
    (
        # Locks of package managers
        rb"(?:package-lock|npm-shrinkwrap|packages\.lock|\.flattened-pom)\.(?:json|xml)",
        rb"(?:cargo|composer|gemfile|podfile|pipfile|poetry|pdm|uv|pixi|flake|deno|yarn)\.lock",
        rb"(?:pubspec|mix|gopkg|bun|glide|module\.bazel|mise(?:\.[^/]+)?)\.lock",
        rb"\.terraform\.lock\.hcl|pnpm-lock\.yaml|bun\.lockb|cartfile\.resolved",
        rb"go\.(?:work\.)?sum|package\.resolved|cargo\.toml\.orig",
        rb"\.pnp\.[^/]+|\.secrets\.baseline|gradlew(?:\.bat)?|mvnw(?:\.cmd)?",
        # What minifiers and bundlers append
        rb".+\.min\.(?:c?m?js|css)|.+\.(?:js|css|mjs|cjs)\.map",
        # Protocol Buffers and gRPC
        rb".+\.pb(?:\.gw|\.validate|\.micro|\.twirp|obj|objc)?\.(?:go|cc|cpp|h|hpp|c|m|swift|dart|rb|ts)",
        rb".+_pb2(?:_grpc)?\.pyi?|.+_(?:grpc_)?pb\.(?:js|ts|d\.ts|rb)|.+\.pbobjc\.[hm]",
        # .NET, Dart, Go, Qt, lex and yacc, type libraries, Zephir, SpecFlow
        rb".+\.designer\.(?:cs|vb)|.+\.g(?:\.i)?\.(?:cs|vb)|.+\.feature\.cs|temporarygeneratedfile_.+\.cs",
        rb".+\.(?:g|freezed|gr|mocks|pb(?:enum|json|server|grpc))\.dart",
        rb"zz_generated\..+\.go|bindata\.go|wire_gen\.go|openapi_generated\.go",
        rb"(?:moc|qrc)_.+\.(?:cpp|cxx|cc)|.+\.tab\.[ch](?:pp|c|h)?|lex\.yy\.(?:c|cc|cpp|h)",
        rb".+_tlb\.pas|.+\.zep\.(?:c|h|php)",
        # Xcode, Unity, CMake, Flutter
        rb".+\.(?:nib|xib|storyboard|xcworkspacedata|xcuserstate|pbxproj|xcscheme|xcsettings)",
        rb".+\.(?:prefab|unity)|ctesttestfile\.cmake|cmake_install\.cmake|cmakecache\.txt",
        rb"generated_?plugin_?registrant\.\w+|generated_plugins\.cmake",
        # What editors keep for themselves: windows, filters of project trees, projects
        rb"imgui\.ini|.+\.(?:vcxproj\.filters|\w+proj\.user|iml|uvoptx|uvprojx|mxproject)",
        rb"\.(?:classpath|project|cproject|mxproject)|tsconfig\.tsbuildinfo|\.eslintcache",
    )
)
_FOLDERS = (
    rb"__generated__/|htmlcov/|lcov-report/|\.idea/|xcuserdata/|\.ipynb_checkpoints/|cmakefiles/"
    rb"|\.settings/org\.|.+\.xcassets/(?:.+/)?contents\.json$|\.sqlx/query-[0-9a-f]{64}\.json$"
    rb"|carthage/build/"
)
_NAMES = LatePattern(rb"(?i)(?:^|[/\\])(?:(?:%s)$|%s)" % (_FILES, _FOLDERS))


def _generated_name(document: Document) -> float:
    return bool(_NAMES.search(document.id.encode(errors="replace")))


FILE_NAME_SIGNALS = (
    Signal(
        "code.generated_name",
        "yes or no",
        "whether the file has a name that only tools give: `package-lock.json`, `a_pb2.py`,"
        " `a.min.js`, `Form.Designer.cs`",
        _generated_name,
    ),
)
