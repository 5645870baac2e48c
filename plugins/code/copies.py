"""Copies of what others publish, known by the path: folders of installers, names of libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2
from rulekit import Document, Signal, Span


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Folders that package managers, editors and installers unpack into, and nobody uses otherwise.
FOLDERS = _names(
    """
    node_modules bower_components jspm_packages web_modules site-packages dist-packages
    __pypackages__ wp-admin wp-includes packagecache pods third_party third-party thirdparty
    3rd_party 3rd-party 3rdparty godeps cmsis elm-stuff _vendor vendored .terraform gtest
    gmock googletest googlemock netxduo liteos liteos_m stdperiph_driver fwlib blib
    tencentos rt-thread rtthread ucosii ucos-ii ucosiii ucos-iii uc-lib uc-cpu
    """
)
PAIRS = _names(
    """
    library/packagecache cores/arduino assets/textmesh carthage/build carthage/checkouts
    wp-content/plugins wp-content/mu-plugins vendor/bundle vendor/cache vendor/gems
    vendor/assets vendor/github.com vendor/golang.org vendor/google.golang.org
    vendor/gopkg.in vendor/k8s.io .yarn/releases .yarn/plugins .yarn/sdks .yarn/cache
    wwwroot/lib middlewares/third_party middlewares/st gradle/wrapper rte/device
    """
)
# A folder for what a page needs, and below it one for what others made: so templates unpack.
SITES = _names(
    """
    assets public static dist js css scripts wwwroot resources webapp
    """
)
OTHERS = _names(
    """
    vendor vendors plugin plugins lib libs
    """
)
FOLDER = re2.compile(
    r"textmesh ?pro|standard assets|.+\.(?:xc)?framework"
    r"|[a-z0-9]+_(?:hal_driver|fwlib|spl|stdperiph\w*|standard_peripheral\w*"
    r"|usb\w*(?:library|driver))|(?:.*\b)?standard peripherals? library(?:\b.*)?"
)
# Themes of WordPress itself
THEME = re2.compile(
    r"twenty(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|nineteen"
    r"|twenty(?:one|two|three|four|five)?)"
)
RELEASE = re2.compile(r"[a-z0-9_.+][a-z0-9_.+-]*[-@](v|r|svn-r)?\d+.*|.+-(master|main)")
KEEPERS = _names(
    """
    lib libs library libraries ext external externals extern dependencies deps vendor
    vendors gems packages packagecache include plugins
    """
)
# Folders of a distribution, below one that names its release, or below deps/
INSIDE = _names(
    """
    src lib libs include inc test tests t xt doc docs example examples ext bin tools cmake
    scripts contrib
    """
)
# Files that a distribution has beside them, without their endings
BESIDE = _names(
    """
    readme license licence copying changes changelog install authors news makefile cmakelists
    configure setup package index todo manifest
    """
)
# Releases of one's own: exercises and their steps
ORDINAL = re2.compile(
    r"(?:v|ver|version|release|lab|labs|exercise|ex|task|week|chapter|ch|part|problem|unit|day|hw"
    r"|homework|assignment|lesson|step|section|lecture|lec|module|tema|laba|practice|project|app"
    r"|python|java|php|ruby|net|net_?core|api|draft|test|build|level|sprint|demo|my\w*)"
    r"[-_.@ ]?v?\d.*"
)
DISTRIBUTION = re2.compile(r"[a-z][a-z0-9_.+-]*[-@]v?\d+\.\d+[a-z0-9_.-]*")

# The examples of a library of Arduino, where its editor unpacks it
ARDUINO = re2.compile(r"(?:^|/)libraries/[^/]+/examples/(?:.+/)?(?:[^/]+\.(?:ino|pde)|readme\.md)$")

# Libraries that are handed on as files: the name without version, build and ending.
SCRIPTS = _names(
    """
    jquery jquery-ui jquery.ui bootstrap bootstrap-theme bootstrap-grid bootstrap-reboot
    bootstrap-utilities bootstrap-datepicker bootstrap-select bootstrap-table
    bootstrap-slider bootstrap-tagsinput bootstrap-colorpicker bootstrap-switch
    bootstrap-rtl angular react react-dom vue vuex backbone underscore lodash moment
    modernizr knockout handlebars mustache ember d3 three chart raphael socket.io require
    zepto mootools prototype scriptaculous swfobject html5shiv respond popper tether hammer
    sweetalert sweetalert2 toastr select2 dropzone fullcalendar datatables tinymce ckeditor
    codemirror highlight prism mathjax p5 phaser pixi matter gsap tweenmax scrollreveal
    typed particles isotope masonry packery slick swiper flickity unslider topbar nprogress
    clipboard normalize animate font-awesome fontawesome weather-icons ionicons glyphicons
    bulma foundation materialize owl.carousel owl.theme lightbox lightbox2 fancybox
    magnific-popup ekko-lightbox easypiechart angular.easypiechart
    """
)
SOURCES = re2.compile(
    r"stm32[a-z0-9]+_(hal|ll)[a-z0-9_]*|core_(cm|sc|ca)\d+[a-z0-9]*|cmsis_[a-z0-9_]+"
    r"|(startup|system)_[a-z]{2,4}32[a-z0-9_]+"
    r"|(stm|gd|at|apm|ch|mm|hk|hc)32[a-z0-9]{3,6}_(adc|bkp|can|cec|comp|crc|crs|cryp|dac|dbgmcu"
    r"|dcmi|dma|dma2d|eth|exti|flash|fmc|fsmc|gpio|hash|i2c|i2s|iwdg|lptim|ltdc|misc|opa|opamp"
    r"|pwr|qspi|rcc|rng|rtc|sai|sdio|sdmmc|spi|syscfg|tim|usart|uart|wwdg|conf)"
    r"|stb_[a-z_]+|tinyxml2?|pugixml|lodepng|cjson|miniz"
    r"|sqlite3(ext)?|glad|glew|glext|wglext|khrplatform|catch(_amalgamated)?|doctest"
    r"|imgui(_(draw|demo|widgets|tables|internal|impl_[a-z0-9_]+))?|imstb_[a-z]+|imconfig|nanovg"
    r"|nuklear|dr_(wav|mp3|flac)|miniaudio|mongoose|heap_[1-5]|freertos|croutine|portmacro"
)
SOURCE_ENDINGS = _names(
    """
    c cc cpp h hpp s inl
    """
)
FILES = _names(
    """
    json.hpp plug.vim pathogen.vim gradlew mvnw keywords.txt
    """
)
MODULES = re2.compile(
    r"find(sdl2?[a-z_]*|glew|glfw3?|glm|fftw|eigen3?|opencl|tbb|bison|flex)\.cmake"
)
LIBRARIES = _names(
    """
    fastled u8g2 m5stack m5stickc m5stickcplus m5gfx m5unified lovyangfx lvgl tft_espi
    arduino_gfx arduinojson pubsubclient asynctcp espasyncwebserver wifimanager
    newliquidcrystal libhelix-mp3 utft onewire dallastemperature esp8266_nonos_sdk glm imgui
    sfml eigen eigen3 boost assimp bullet3 box2d rapidjson freetype zlib libpng libjpeg
    mbedtls lwip fatfs freertos tinymce ckeditor codemirror bootstrap datatables fontawesome
    font-awesome ionicons weather-icons glyphicons owlcarousel owl.carousel fullcalendar
    flot chartjs morris summernote masonry
    """
)
_BUILD = re2.compile(
    r"([.-](min|slim|all|core|full|pkgd|umd|esm|cjs|runtime|bundle|global|common|prod|dev"
    r"|development|production|rtl|default|v?\d[\w.]*))+$"
)
_RELEASED = re2.compile(r"[-_@](v?\d[^/]*|master|main)$")
_RELEASE_MARK = re.compile(r"[-_@](?:v?\d|ma)")


# What a path without a copy has none of: a folder that is known or may stand before or behind one,
# a mark of the patterns. Nine paths of ten are told by it.
_TELLING = FOLDERS | {"libraries", "exam", "deps"}
_TELLING |= {pair.partition("/")[0] for pair in PAIRS}
_MARK = re.compile(
    r"[-@](?:v|r|svn-r)?\d|-(?:master|main)/|textmesh|standard |framework/|twenty"
    r"|_(?:hal_d|fwlib|spl/|st|usb)"
)


def _promising(document: Document) -> bool:
    path = document.path.lower()
    folders = path[: path.rfind("/") + 1]
    parts = folders.split("/")
    return (
        not _TELLING.isdisjoint(parts)
        or not (SITES.isdisjoint(parts) or OTHERS.isdisjoint(parts))
        or _MARK.search(folders) is not None
    )


def _parts(document: Document) -> Iterator[tuple[str, Span]]:
    """The parts of the path in lower case, each with its place."""
    at = 0
    for part in document.path.split("/"):
        size = len(part.encode())
        yield part.lower(), Span(at, at + size)
        at += size + 1


def copied_folders(document: Document) -> list[Span]:
    """Folders of the path into which installers and package managers unpack."""
    if not _promising(document):
        return []
    *folders, (file, _) = _parts(document)
    names = ["", *(name for name, _ in folders), ""]
    around = zip(names, names[2:], strict=False)
    return [
        span
        for (name, span), (above, below) in zip(folders, around, strict=True)
        if _is_unpacked(name, above, below)
        or (above and _is_release(name, below or file))
        or (name == "libraries" and ARDUINO.search(document.path.lower()))
        if not _is_own(name, document)
    ]


def _is_unpacked(name: str, above: str, below: str) -> bool:
    """True for a folder that is known by its name and those around it; "" for no folder."""
    return (
        name in FOLDERS
        or bool(FOLDER.fullmatch(name) or THEME.fullmatch(name))
        or f"{above}/{name}" in PAIRS
        or (above in SITES and name in OTHERS and below != "")
        or (above in KEEPERS and bool(RELEASE.fullmatch(name)))
        or (above == "deps" and below in INSIDE)
        or (name == "libraries" and "arduino" in above)
        or (name == "exam" and above.endswith("evt"))
    )


def _is_release(name: str, inside: str) -> bool:
    """True for a folder that is named after a release and holds what distributions hold."""
    if name.endswith(("-master", "-main")):
        return True
    if ORDINAL.fullmatch(name) or not DISTRIBUTION.fullmatch(name):
        return False
    return inside in INSIDE or inside.partition(".")[0] in BESIDE


def named_libraries(document: Document) -> list[Span]:
    """Parts of the path that are named after a library, in a repository that is not its own."""
    path = document.path.lower()
    at = path.rfind("/") + 1
    is_library = _is_library(path[at:])
    if not is_library and not _may_be_named(path[:at]):
        return []
    *folders, (name, place) = _parts(document)
    found = [
        span
        for folder, span in folders
        if (bare := _RELEASED.sub("", folder)) in LIBRARIES or bare.startswith("jquery.")
        if not _is_own(folder, document)
    ]
    return [*found, place] if is_library and not _is_own(name, document) else found


def _may_be_named(folders: str) -> bool:
    """Tell whether a library is among the folders, or a release may be one."""
    return (
        not LIBRARIES.isdisjoint(folders.split("/"))
        or "jquery." in folders
        or _RELEASE_MARK.search(folders) is not None
    )


def _is_own(part: str, document: Document) -> bool:
    """True if a part of the path has the repository's name: a library is at home in its own."""
    repository = _bare(document.location.repository.rpartition("/")[2])
    return repository != "" and repository == _bare(_RELEASED.sub("", part.partition(".")[0]))


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower())).removesuffix("js")


def _is_library(name: str) -> bool:
    """True if a file is named after a library."""
    stem, _, ending = name.rpartition(".")
    if ending in ("js", "css"):
        bare = _BUILD.sub("", stem)
        return bare in SCRIPTS or bare.startswith(("jquery.", "bootstrap.", "owl.theme"))
    if ending in SOURCE_ENDINGS and SOURCES.fullmatch(stem):
        return True
    return name in FILES or bool(MODULES.fullmatch(name))


COPY_SIGNALS = (
    Signal(
        "code.copied_folders",
        "matches",
        "folders of the path into which installers and package managers unpack",
        lambda document: len(copied_folders(document)),
        copied_folders,
        on_path=True,
    ),
    Signal(
        "code.named_libraries",
        "matches",
        "parts of the path that are named after a library which is handed on as files",
        lambda document: len(named_libraries(document)),
        named_libraries,
        on_path=True,
    ),
)
