"""Skeletons of Visual Studio (ASP.NET, Windows Forms, WPF and their packages) and of CubeMX."""

from __future__ import annotations

from .known_file import KnownFile

# Of CubeMX: each file has places for a person's code, and little more while nobody wrote there.
_PERIPHERALS = (
    r"(?:adc|can|comp|crc|dac|dcmi|dma|eth|fdcan|fmc|fsmc|gpio|i2c|i2s|iwdg|lptim|quadspi|rng|rtc|sai"
    r"|sdio|sdmmc|spi|tim|usart|uart|usb\w*|wwdg)"
)

DESKTOP = (
    KnownFile(_PERIPHERALS + r"\.h", r"USER CODE BEGIN (?:Includes|Prototypes)", 62),
    KnownFile(_PERIPHERALS + r"\.c", r"USER CODE BEGIN 0", 130),
    KnownFile(r"stm32\w+_it\.h", r"void \w+_Handler\(void\);", 80),
    KnownFile(r"stm32\w+_it\.c", r"@?brief\s+This function handles", 220),
    KnownFile(r"stm32\w+_hal_msp\.c", r"HAL_MspInit", 160),
    KnownFile(r"(?:syscalls|sysmem)\.c", r"STM32CubeIDE|Atollic|System Workbench"),
    KnownFile(r"AssemblyInfo\.(?:cs|vb|fs|cpp)", r"Assembly(?:Title|Version|Company)", 90),
    KnownFile(
        r"App_Start/(?:Bundle|Route|Filter|WebApi|Auth)Config\.(?:cs|vb)",
        r"BundleCollection|RouteCollection|GlobalFilterCollection|HttpConfiguration"
        r"|to let users of this site log in",
        62,
    ),
    KnownFile(r"Global\.asax\.(?:cs|vb)", r"AreaRegistration\.RegisterAllAreas", 36),
    KnownFile(
        r"Startup(?:\.Auth)?\.cs",
        r"This method gets called by the runtime|For more information on (?:how to )?configur",
        68,
    ),
    KnownFile(r"Startup\.cs", r"OwinStartup", 22),
    KnownFile(
        r"Program\.(?:cs|vb)",
        r"Create(?:Web)?HostBuilder\(|Application\.EnableVisualStyles"
        r"|ApplicationConfiguration\.Initialize",
        30,
    ),
    KnownFile(r"App\.xaml(?:\.(?:cs|vb))?", r"\bApplication\b", 22),
    KnownFile(r"Error\.cshtml(?:\.cs)?", r"RequestId|Development environment", 36),
    KnownFile(r"_(?:ViewStart|ViewImports|ValidationScriptsPartial)\.(?:cshtml|vbhtml)", r".", 20),
    KnownFile(r"WeatherForecast(?:Controller|Service)?\.cs", r"Temperature|Summar", 45),
    KnownFile(r"Properties/launchSettings\.json", r"applicationUrl|commandName", 60),
    KnownFile(r"appsettings(?:\.\w+)?\.json", r"\"LogLevel\"", 14),
    KnownFile(r"App\.config|Web\.\w+\.config", r"supportedRuntime|xdt:Transform", 36),
    KnownFile(r".+\.(?:cs|vb|fs)proj", r"<Project[^>]*\bToolsVersion="),
    KnownFile(r".+\.(?:cs|vb|fs)proj", r"<Project Sdk=", 24),
    KnownFile(r"bundleconfig\.json", r"outputFileName", 26),
    KnownFile(r"packages\.config", r"<packages>"),
    KnownFile(r"app\.manifest", r"<assemblyIdentity"),
    KnownFile(
        r"\w*manifest\.xml|[\w.]+\.appxmanifest", r"schemas\.microsoft\.com/appx/manifest", 80
    ),
    KnownFile(
        r"(?:Unit)?Tests?1?\.cs",
        r"void (?:TestMethod1|Test1)\(\)\s*\{\s*(?:Assert\.Pass\(\);\s*)?\}",
    ),
    KnownFile(
        r"(?:stdafx|pch|targetver)\.(?:h|cpp)", r"\bpre-?compiled?\b|precompiled|SDKDDKVer", 25
    ),
)
