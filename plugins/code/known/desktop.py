"""Skeletons of Visual Studio: ASP.NET, Windows Forms, WPF and their packages."""

from __future__ import annotations

from .known_file import KnownFile

DESKTOP = (
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
