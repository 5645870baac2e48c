"""Skeletons of Android Studio, Flutter, React Native and Xcode."""

from __future__ import annotations

from .known_file import KnownFile

_RUNNER = r"(?:windows|linux|macos|ios)/(?:runner|flutter)/"

MOBILE = (
    # Android Studio
    KnownFile(
        r"res/values[\w-]*/(?:styles|themes|colors|dimens|attrs|ic_launcher_background)\.xml",
        r"Theme applied to|Base application theme|<color name=\"(?:colorPrimary|purple_200|black"
        r"|ic_launcher_background)\"|activity_horizontal_margin|parent=\"(?:@android:style/)?Theme",
        36,
    ),
    KnownFile(r"res/(?:mipmap|drawable)[\w-]*/ic_launcher\w*\.xml", r"<(?:adaptive-icon|vector)"),
    KnownFile(r"res/drawable[\w-]*/launch_background\.xml", r"layer-list", 16),
    KnownFile(
        r"ui/theme/(?:Theme|Type|Color|Shape)s?\.kt",
        r"\bTypography\(|dark(?:ColorScheme|Colors|ColorPalette)\(|Purple(?:80|200)\b|\bShapes\(",
        75,
    ),
    KnownFile(
        r"Example(?:Unit|Instrumented)Test\.(?:kt|java)",
        r"addition_isCorrect|useAppContext",
        40,
    ),
    KnownFile(r"ApplicationTest\.java", r"extends ApplicationTestCase", 16),
    KnownFile(
        r"settings\.gradle(?:\.kts)?",
        r"^\s*(?:rootProject\.name|include\b|pluginManagement\b)",
        30,
    ),
    KnownFile(
        r"settings\.gradle(?:\.kts)?",
        r"\A(?:\s*(?:rootProject\.name|include|//|project\()[^\n]*(?:\n|\z))+\s*\z",
    ),
    KnownFile(r"build\.gradle(?:\.kts)?", r"Top-level build file where you can add", 40),
    KnownFile(r"build\.gradle(?:\.kts)?", r"^\s*(?:plugins|apply plugin)\b", 11),
    KnownFile(r"gradle\.properties", r"Project-wide Gradle settings", 50),
    KnownFile(r"proguard-rules\.(?:pro|txt)", r"Add project specific ProGuard rules here", 30),
    KnownFile(
        r"xml/(?:backup_rules|data_extraction_rules)\.xml",
        r"<(?:full-backup-content|data-extraction-rules)",
        28,
    ),
    KnownFile(
        r"AndroidManifest\.xml", r"flutterEmbedding|Specifies an Android theme to apply to", 52
    ),
    KnownFile(r"src/(?:debug|profile)/AndroidManifest\.xml", r"required for development", 20),
    # Flutter and React Native
    KnownFile(
        _RUNNER + r"(?:win32_window|flutter_window|utils|main|my_application|run_loop|resource)"
        r"\.(?:cpp|cc|h)",
        r".",
    ),
    KnownFile(_RUNNER + r"[\w.]*(?:\.rc|\.manifest)", r"."),
    KnownFile(r"(?:windows|linux)/(?:\w+/)?CMakeLists\.txt", r"\bFLUTTER_|flutter_wrapper"),
    KnownFile(
        r"Runner/(?:AppDelegate|SceneDelegate|Runner-Bridging-Header)\.(?:swift|[mh])", r".", 24
    ),
    KnownFile(r"MainFlutterWindow\.swift|RunnerTests\.swift|my_application\.cc", r"Flutter", 30),
    KnownFile(r"MainActivity\.(?:kt|java)", r"FlutterActivity|ReactActivity", 40),
    KnownFile(r"MainApplication\.(?:kt|java)", r"ReactApplication", 85),
    KnownFile(r"ReactNativeFlipper\.java", r"Flipper"),
    KnownFile(
        r"test/widget_test\.dart", r"Counter increments smoke test|basic Flutter widget test"
    ),
    KnownFile(r"analysis_options\.yaml", r"package:flutter_lints|package:lints", 32),
    KnownFile(r"ios/Podfile|macos/Podfile", r"flutter_install_all|use_react_native", 75),
    KnownFile(r"web/index\.html", r"flutter_bootstrap|flutter_service_worker|main\.dart\.js", 110),
    KnownFile(r"[\w-]*Info\.plist", r"CFBundleInfoDictionaryVersion", 75),
    KnownFile(r"\.metadata|flutter/generated_\w+|ephemeral/.+", r"Flutter"),
    # Xcode
    KnownFile(
        r"(?:App|Scene)Delegate\.(?:swift|m)",
        r"Override point for customization after application launch|Use this method to optionally",
        62,
    ),
    KnownFile(
        r"\w*ViewController\.(?:swift|m)",
        r"Do any additional setup after loading the view",
        30,
    ),
    KnownFile(
        r"\w*Tests?\.(?:swift|m)",
        r"This is an example of a (?:functional|performance) test|Put setup code here",
        50,
    ),
    KnownFile(r"main\.m", r"UIApplicationMain|NSApplicationMain", 25),
    KnownFile(r"\w*App\.swift", r"@main\s+struct \w+\s*:\s*App\b", 20),
    KnownFile(r"Persistence\.swift", r"NSPersistent\w*Container\(name", 62),
)
