"""plugins/code/known: files known by what they are named and what they say together."""

import pytest
from making import FINDERS, SIGNALS
from rulekit_plugins.code.known.known_file import KnownFile, known_file_finder, written_fraction

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
    "Shop/Shop.csproj": '<Project ToolsVersion="4.0" DefaultTargets="Build">',
    "android/app/src/main/AndroidManifest.xml": 'android:name="flutterEmbedding"',
    "app/Http/Controllers/CupController.php": "    * Display a listing of the resource.",
    "database/seeds/CupSeeder.php": "factory(Cup::class, 5)->create();",
    "src/App.vue": '<HelloWorld msg="Welcome to Your Vue.js App"/>',
    "resources/js/components/ExampleComponent.vue": "I'm an example component.",
    "src/lib/Counter.svelte": "<button on:click={increment}>count is {count}</button>",
    "package.json": '{"devDependencies": {"laravel-mix": "^4.0"}}',
    "libs/cups/tsconfig.json": '{"extends": "../../tsconfig.base.json"}',
    "src/app/cups.module.ts": "@NgModule({ imports: [] })\nexport class CupsModule { }\n",
    ".gitattributes": "# Auto detect text files and perform LF normalization\n* text=auto",
    "storage/framework/.gitignore": "config.php\nroutes.php",
    "app/views/kaminari/_page.html.erb": "<span class='page'>",
    "app/views/devise/sessions/new.html.erb": "<%= form_for(resource, as: resource_name) %>",
    "config/secrets.yml": "# Be sure to restart your server when you modify this file.",
    "Core/Inc/gpio.h": "/* USER CODE BEGIN Includes */",
    "bin/spring": "# This file loads spring without using Bundler",
    "config/queue.php": "    |-------------------------------------------------------------",
}
OUTPUTS = {
    "Assets/cup.png.meta": "fileFormatVersion: 2",
    "build/cup.d": "build/cup.o: src/cup.c \\\n src/cup.h\n",
    "Shop.sln": "\ufeff\nMicrosoft Visual Studio Solution File, Format Version 12.00",
    "html/cup_8h_source.html": "<!-- Erstellt von Doxygen 1.7.5.1 -->",
    "html/demo.html": '<meta name="generator" content="MATLAB 7.9">',
    "view/tabs.fxml": '<VBox xmlns:fx="http://javafx.com/fxml/1">',
    "form.ui": '<ui version="4.0">',
    "docs/search/all_0.js": "var searchData=\n[",
}


def scaffold(path, text):
    return SIGNALS["code.scaffold_fraction"].read(document(path, text)).value


def document(path, text):
    return Document("a", text, "any", "data", path=path)


@pytest.mark.parametrize("path", SCAFFOLDS)
def test_a_generator_names_its_file_so_and_says_so_in_it(path):
    assert 1 == scaffold(path, SCAFFOLDS[path])


@pytest.mark.parametrize("path", OUTPUTS)
def test_a_tool_keeps_such_a_file(path):
    assert BY_NAME["code.tool_output"].find(document(path, OUTPUTS[path]))


def test_the_words_alone_are_somebodys_own():
    assert 0 == scaffold("notes/web.json", MANIFEST)


def test_the_name_alone_is_somebodys_own():
    assert 0 == scaffold("public/manifest.json", '{"permissions": ["tabs"]}')


def test_a_part_of_a_name_is_another_name():
    assert 0 == scaffold("public/my-manifest.json", MANIFEST)


def test_a_file_that_somebody_went_on_writing_is_longer_than_the_generators():
    longer = SCAFFOLDS["shop/apps.py"] + "\n" + "    label = 'cups'\n" * 10
    assert 0 < scaffold("shop/apps.py", longer) < 0.8


KINDS = [KnownFile(r"a\.txt", r"^cup", 2), KnownFile(r"\w\.txt", r"tea")]


def test_the_words_are_the_evidence():
    finder, signal = known_file_finder("a.b", "", KINDS), written_fraction("a.c", "", KINDS)
    cups = document("x/A.txt", "two\nCup\nfull\nof\n\n")
    assert [Span(4, 7)] == finder.find(cups) == signal.locate(cups)
    assert 2 / 6 == signal.read(cups).value


def test_a_kind_without_a_length_is_the_tools_however_long():
    assert 1 == written_fraction("a.c", "", KINDS).read(document("a.txt", "cup\ntea\n\n")).value
