"""plugins/code/copies.py: copies of what others publish, known by their paths."""

import pytest
from making import SIGNALS

from rulekit import Document
from rulekit.core.location import Location

# The path, and the parts of it by which it is known as a copy.
UNPACKED = [
    ("web/node_modules/left-pad/index.js", ["node_modules"]),
    ("env/lib/python3.11/site-packages/a/b.py", ["site-packages"]),
    ("WWW/Bower_Components/a.js", ["Bower_Components"]),
    ("a/third_party/b/c.c", ["third_party"]),
    ("ios/Pods/AFNetworking/a.m", ["Pods"]),
    ("vendor/github.com/pkg/errors/errors.go", ["github.com"]),
    ("Library/PackageCache/com.unity/a.cs", ["PackageCache"]),
    ("blog/wp-content/plugins/akismet/a.php", ["plugins"]),
    ("wp-content/themes/twentytwenty/a.php", ["twentytwenty"]),
    ("Assets/TextMesh Pro/a.cs", ["TextMesh Pro"]),
    ("Drivers/STM32F4xx_HAL_Driver/Src/a.c", ["STM32F4xx_HAL_Driver"]),
    ("lib/foo-1.2.0/x.c", ["foo-1.2.0"]),
    ("vendors/foo-v3/x.c", ["foo-v3"]),
    ("externals/foo-master/x.c", ["foo-master"]),
    ("a/my-project-master/x.c", ["my-project-master"]),
    ("a/my-project-main/x.c", ["my-project-main"]),
    ("deps/cowboy/src/cowboy.erl", ["cowboy"]),
    ("perl/DateTime-1.08/t/07compare.t", ["DateTime-1.08"]),
    ("src/zlib-1.2.11/contrib/a.c", ["zlib-1.2.11"]),
    ("tools/jsonlab-1.5/README.txt", ["jsonlab-1.5"]),
    ("public/vendor/morris/placeholder.coffee", ["vendor"]),
    ("theme/TwentyTwentyOne/a.scss", ["TwentyTwentyOne"]),
    ("Standard Peripherals Library/src/a.c", ["Standard Peripherals Library"]),
    ("lib/MDR32F02_SPL/a.c", ["MDR32F02_SPL"]),
    ("a/GD32F30x_usbd_library/class/a.h", ["GD32F30x_usbd_library"]),
    ("Keil/RTE/Device/a.h", ["Device"]),
    ("CH32V20xEVT/EXAM/TIM/main.c", ["EXAM"]),
    ("Arduino/libraries/TFT/a.cpp", ["libraries"]),
    ("hardware/x/cores/arduino/a.cpp", ["arduino"]),
    ("libraries/Bounce2/examples/bounce/bounce.ino", ["libraries"]),
    ("Assets/Standard Assets/a.cs", ["Standard Assets"]),
    ("Frameworks/Cup.framework/Headers/a.h", ["Cup.framework"]),
    ("node_modules/a/node_modules/b/c.js", ["node_modules", "node_modules"]),
    ("ä/node_modules/b.js", ["node_modules"]),
]
NAMED = [
    ("exam/task3/jquery-1.9.1.js", ["jquery-1.9.1.js"]),
    ("a/jquery.js", ["jquery.js"]),
    ("a/jQuery.UI.min.js", ["jQuery.UI.min.js"]),
    ("a/jquery.easing.js", ["jquery.easing.js"]),
    ("a/bootstrap.min.css", ["bootstrap.min.css"]),
    ("a/react.production.min.js", ["react.production.min.js"]),
    ("Core/Src/stm32f4xx_hal_gpio.c", ["stm32f4xx_hal_gpio.c"]),
    ("include/stb_image.h", ["stb_image.h"]),
    ("Src/startup_stm32f10x_hd.s", ["startup_stm32f10x_hd.s"]),
    ("inc/gd32f30x_gpio.h", ["gd32f30x_gpio.h"]),
    ("src/sqlite3.c", ["sqlite3.c"]),
    ("src/imgui_impl_glfw.cpp", ["imgui_impl_glfw.cpp"]),
    ("a/json.hpp", ["json.hpp"]),
    ("a/gradlew", ["gradlew"]),
    ("cmake/FindSDL2.cmake", ["FindSDL2.cmake"]),
    ("arduino/FastLED/colour.cpp", ["FastLED"]),
    ("src/zlib-1.2.11/inflate.c", ["zlib-1.2.11"]),
    ("a/eigen3/src/Core.h", ["eigen3"]),
]
OWN = [
    "src/vendors/model.py", "src/vendor.py", "vendor/index.php", "node_modules.py", "pods.py",
    "site-packages", "my-project-master/src/x.c", "my-project-main/x.c", "lib/foo/x.c",
    "src/foo-1.2.0/x.c", "docs/v1/a.md", "themes/dark/a.css", "plugins/mine/a.php",
    "library/a.cs", "deps/cowboy/priv/a.erl", "app/assets/site.css", "src/master/a.py",
    "src/lab-1.2/src/a.c", "a/myshop-2.0/src/a.py", "shop-1.0/src/a.py", "a/twentyone/a.css",
    "application/libraries/Cart.php", "exam/a.c", "device/a.c",
    "libraries/AP_Motors/examples/motors.cpp", "libraries/ui/src/main/java/A.java",
    "public/lib/index.js", "arduino/a.cpp", "framework/a.h",
    "a/parser-1.5/mine.c", "vendor/morris/a.coffee",
    "library-of-congress/a.py", "", "row 17", "a//b.py",
]  # fmt: skip
PEOPLES = [
    "src/react-table.js", "src/jquery.py", "src/chart.ts", "src/d3.py", "src/bootstrapper.js",
    "src/three.c", "Core/Src/stm32f4xx_it.c", "src/gpio.c", "startup.s",
    "src/core.c", "src/json.h", "src/sqlite.c", "cmake/FindMine.cmake", "zlib.py",
    "src/zlibrary/a.c", "src/imguide/a.c", "a/FastLEDs/b.cpp", "a/catch.js", "", "jquery",
]  # fmt: skip


def parts(signal, path):
    """How many parts of a path a signal counts, and which."""
    document = Document("a", "", "any", "data", path=path)
    data = path.encode()
    found = [data[start:end].decode() for start, end in SIGNALS[signal].locate(document)]
    assert len(found) == SIGNALS[signal].read(document).value
    return found


@pytest.mark.parametrize(("path", "copied"), UNPACKED)
def test_here_installers_unpack(path, copied):
    assert copied == parts("code.copied_folders", path)


@pytest.mark.parametrize("path", OWN)
def test_here_people_write(path):
    assert [] == parts("code.copied_folders", path)


@pytest.mark.parametrize(("path", "named"), NAMED)
def test_this_is_the_name_of_a_library(path, named):
    assert named == parts("code.named_libraries", path)


@pytest.mark.parametrize("path", PEOPLES)
def test_this_is_no_name_of_a_library(path):
    assert [] == parts("code.named_libraries", path)


@pytest.mark.parametrize(
    ("repository", "path"),
    [
        ("jquery/jquery", "dist/jquery-3.7.1.min.js"),
        ("nlohmann/json", "single_include/nlohmann/json.hpp"),
        ("google/googletest", "googletest/src/gtest.cc"),
        ("mrdoob/three.js", "build/three.min.js"),
        ("FortAwesome/Font-Awesome", "css/font-awesome.css"),
        ("lvgl/LVGL", "src/lvgl/core.c"),
    ],
)
def test_a_library_is_at_home_in_its_own_repository(repository, path):
    home, elsewhere = (
        Document("a", "", "any", "data", path=path, location=Location(repository=name))
        for name in (repository, "me/shop")
    )
    signals = SIGNALS["code.named_libraries"], SIGNALS["code.copied_folders"]
    assert [0, 0] == [signal.read(home).value for signal in signals]
    assert any(signal.read(elsewhere).value for signal in signals)


def test_a_repository_that_only_begins_like_a_library_is_not_its_home():
    where = Location(repository="me/jquery-demo")
    document = Document("a", "", "any", "data", path="js/jquery.js", location=where)
    assert 1 == SIGNALS["code.named_libraries"].read(document).value
