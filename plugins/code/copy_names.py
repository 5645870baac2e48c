"""Names by which copies are known: of folders that installers unpack into, of libraries."""

from __future__ import annotations

from rulekit import LatePattern


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
FOLDER = LatePattern(
    r"textmesh ?pro|standard assets|.+\.(?:xc)?framework"
    r"|[a-z0-9]+_(?:hal_driver|fwlib|spl|stdperiph\w*|standard_peripheral\w*"
    r"|usb\w*(?:library|driver))|(?:.*\b)?standard peripherals? library(?:\b.*)?"
)
# Themes of WordPress itself
THEME = LatePattern(
    r"twenty(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|nineteen"
    r"|twenty(?:one|two|three|four|five)?)"
)
RELEASE = LatePattern(r"[a-z0-9_.+][a-z0-9_.+-]*[-@](v|r|svn-r)?\d+.*|.+-(master|main)")
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
ORDINAL = LatePattern(
    r"(?:v|ver|version|release|lab|labs|exercise|ex|task|week|chapter|ch|part|problem|unit|day|hw"
    r"|homework|assignment|lesson|step|section|lecture|lec|module|tema|laba|practice|project|app"
    r"|python|java|php|ruby|net|net_?core|api|draft|test|build|level|sprint|demo|my\w*)"
    r"[-_.@ ]?v?\d.*"
)
DISTRIBUTION = LatePattern(r"[a-z][a-z0-9_.+-]*[-@]v?\d+\.\d+[a-z0-9_.-]*")

# The examples of a library of Arduino, where its editor unpacks it
ARDUINO = LatePattern(r"(?:^|/)libraries/[^/]+/examples/(?:.+/)?(?:[^/]+\.(?:ino|pde)|readme\.md)$")

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
SOURCES = LatePattern(
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
MODULES = LatePattern(
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
