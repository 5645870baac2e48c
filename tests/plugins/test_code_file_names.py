"""plugins/code/generated/file_names.py: names that only tools give."""

import pytest
from making import SIGNALS

from rulekit import Document

TOOLS = [
    "package-lock.json", "a/Cargo.lock", "yarn.lock", "go.sum", "deno.lock", ".terraform.lock.hcl",
    "web/pnpm-lock.yaml", "MODULE.bazel.lock", "gradlew", "mvnw.cmd", "a/b_pb2.py", "b_pb2_grpc.py",
    "a.pb.go", "a.pb.gw.go", "a.pb.cc", "a_pb.js", "a_grpc_pb.js", "Form1.Designer.cs", "a.g.cs",
    "A.g.i.cs", "Login.feature.cs", "a.g.dart", "a.freezed.dart", "zz_generated.deepcopy.go",
    "moc_window.cpp", "qrc_icons.cpp", "parser.tab.c", "y.tab.h", "lex.yy.c", "jquery.min.js",
    "a.min.css", "a.js.map", "App_TLB.pas", "src/__generated__/a.ts", ".idea/workspace.xml",
    "A.xcodeproj/project.pbxproj", "zip:/corpus/a.jar!/x_pb2.py", "dir\\sub\\a_pb2.py",
    "\udcff/a_pb2.py", "Base.lproj/Main.storyboard", "Assets/Cup.prefab", "b/CTestTestfile.cmake",
    "imgui.ini", "A.xcassets/cup.imageset/Contents.json", "ios/Runner/GeneratedPluginRegistrant.m",
    "a.vcxproj.filters", "b/CMakeFiles/x.txt", ".ipynb_checkpoints/a.py",
]  # fmt: skip
PEOPLE = [
    "package.json", "lock.py", "locks.json", "sum.go", "designer.cs", "Designer.cs.md", "admin.js",
    "min.js", "pb.go", "ui_utils.h", "mockingbird.cpp", "mochi.cpp", "tab.c", "generated.py",
    "generator.go", "map.js", "node_modules/a/index.js", "vendor/a.go", "feature.cs", "row 17", "",
    "storyboard.py", "Contents.json", "imgui.cpp", "CMakeLists.txt", "prefab.cs",
]  # fmt: skip


def has_tools_name(path: str) -> float | None:
    return SIGNALS["code.generated_name"].read(Document(path, "", "any", "data")).value


@pytest.mark.parametrize("path", TOOLS)
def test_only_tools_give_such_a_name(path):
    assert 1 == has_tools_name(path)


@pytest.mark.parametrize("path", PEOPLE)
def test_people_give_such_a_name(path):
    assert 0 == has_tools_name(path)
