"""plugins/code/known: files known by what they are named and what they say together."""

import pytest
from making import FINDERS
from rulekit_plugins.code.known.known_file import KnownFile, known_file_finder

from rulekit import Document, Span

BY_NAME = {finder.name: finder for finder in FINDERS}
MANIFEST = '{"short_name": "React App", "icons": []}'
SCAFFOLDS = {
    "manage.py": "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')",
    "shop/apps.py": "class ShopConfig(AppConfig):\n    name = 'shop'",
    "config/initializers/a.rb": "# Be sure to restart your server when you modify this file.",
    "src/reportWebVitals.js": "import('web-vitals').then(({ getCLS }) => getCLS(onEntry));",
    "public/manifest.json": MANIFEST,
    "app/src/main/java/a/b/MainActivity.kt": "class MainActivity: FlutterActivity() {\n}",
    "windows/runner/win32_window.cpp": "namespace {",
    "src/components/ui/button.tsx": "import { cva } from 'class-variance-authority'",
    "App_Start/BundleConfig.cs": "static void RegisterBundles(BundleCollection bundles) {}",
    "config/queue.php": "    |-------------------------------------------------------------",
}
OUTPUTS = {
    "Assets/cup.png.meta": "fileFormatVersion: 2",
    "build/cup.d": "build/cup.o: src/cup.c \\\n src/cup.h\n",
    "Shop.sln": "\ufeff\nMicrosoft Visual Studio Solution File, Format Version 12.00",
    "form.ui": '<ui version="4.0">',
    "docs/search/all_0.js": "var searchData=\n[",
}


def found(finder, path, text):
    return BY_NAME[finder].find(Document("a", text, "any", "data", path=path))


@pytest.mark.parametrize("path", SCAFFOLDS)
def test_a_generator_names_its_file_so_and_says_so_in_it(path):
    assert found("code.scaffold", path, SCAFFOLDS[path])


@pytest.mark.parametrize("path", OUTPUTS)
def test_a_tool_keeps_such_a_file(path):
    assert found("code.tool_output", path, OUTPUTS[path])


def test_the_words_alone_are_somebodys_own():
    assert [] == found("code.scaffold", "notes/web.json", MANIFEST)


def test_the_name_alone_is_somebodys_own():
    assert [] == found("code.scaffold", "public/manifest.json", '{"permissions": ["tabs"]}')


def test_a_part_of_a_name_is_another_name():
    assert [] == found("code.scaffold", "public/my-manifest.json", MANIFEST)


def test_a_file_that_somebody_went_on_writing_is_longer_than_the_generators():
    grown = SCAFFOLDS["shop/apps.py"] + "\n" + "    label = 'cups'\n" * 10
    assert [] == found("code.scaffold", "shop/apps.py", grown)


def test_the_words_are_the_evidence():
    finder = known_file_finder("a.b", "", [KnownFile(r"a\.txt", r"^cup", 2)])
    assert [Span(4, 7)] == finder.find(Document("a", "two\nCup", "any", "data", path="x/A.txt"))
    assert [] == finder.find(Document("a", "two\ncup\n", "any", "data", path="x/a.txt"))
