"""Skeletons of Spring, Laravel and Phoenix."""

from __future__ import annotations

from .known_file import KnownFile

_BOX = r"^\s*\| ?-{50,}"  # the comments of Laravel's own files

SERVER = (
    # Spring
    KnownFile(r"\w*Application\.(?:java|kt)", r"SpringApplication\.run\(|runApplication<", 20),
    KnownFile(
        r"\w*Tests?\.(?:java|kt)",
        r"void contextLoads\(\)\s*(?:throws \w+ )?\{\s*\}|fun contextLoads\(\)\s*\{\s*\}",
        24,
    ),
    KnownFile(r"ServletInitializer\.(?:java|kt)", r"SpringBootServletInitializer", 22),
    KnownFile(r"pom\.xml", r"<parent>", 32),  # of a module: a name and a dependency or two
    KnownFile(r"HELP\.md", r"Spring Boot"),
    KnownFile(r"MavenWrapperDownloader\.java", r"maven-wrapper"),
    # Laravel
    KnownFile(
        r"config/(?:app|auth|broadcasting|cache|cors|database|filesystems|hashing|logging|mail|queue"
        r"|sanctum|services|session|view)\.php",
        _BOX,
    ),
    KnownFile(r"lang/\w+/(?:auth|pagination|passwords|validation)\.php", r"return\s*\["),
    KnownFile(r"app/Http/Kernel\.php", r"global HTTP middleware stack", 80),
    KnownFile(
        r"app/Http/Middleware/(?:Authenticate|EncryptCookies|PreventRequestsDuringMaintenance"
        r"|CheckForMaintenanceMode|RedirectIfAuthenticated|TrimStrings|TrustHosts|TrustProxies"
        r"|ValidateSignature|VerifyCsrfToken)\.php",
        r"namespace App\\Http\\Middleware",
        36,
    ),
    KnownFile(
        r"app/Providers/(?:App|Auth|Broadcast|Event)ServiceProvider\.php",
        r"extends ServiceProvider",
        46,
    ),
    KnownFile(r"app/Providers/RouteServiceProvider\.php", r"mapWebRoutes|RateLimiter::for", 82),
    KnownFile(r"database/seed(?:er)?s/\w+Seeder\.php", r"\bfactory\(", 20),
    KnownFile(r"app/Console/Kernel\.php", r"Define the application's command schedule", 44),
    KnownFile(r"app/Exceptions/Handler\.php", r"extends ExceptionHandler", 60),
    KnownFile(
        r"tests/(?:\w+/)?(?:TestCase|CreatesApplication|ExampleTest)\.php", r"namespace Tests", 32
    ),
    KnownFile(
        r"artisan|public/index\.php|server\.php|bootstrap/app\.php", r"Laravel|LARAVEL_START", 65
    ),
    KnownFile(r"app/(?:Models/)?User\.php", r"\$fillable", 50),
    KnownFile(r"Controllers/Controller\.php", r"(?:class|extends) (?:Base)?Controller", 20),
    KnownFile(r"Controllers/(?:\w+/)*\w+Controller\.php", r"Display a listing of the resource", 86),
    KnownFile(
        r"routes/(?:console|channels|api|web)\.php",
        r"Here is where you can|Here you may|This file is where you may",
        32,
    ),
    KnownFile(
        r"(?:webpack\.mix|vite\.config)\.js", r"mix\.\w+\(|laravel-vite-plugin|laravel\(", 20
    ),
    KnownFile(r"package\.json", r"\"laravel-(?:mix|elixir|vite-plugin)\"", 45),
    KnownFile(r"composer\.json", r"\"name\": \"laravel/laravel\"", 90),
    KnownFile(
        r"phpunit\.xml(?:\.dist)?", r"<testsuite name=\"(?:Feature|Unit|Application Test Suite)", 40
    ),
    KnownFile(r"database/seed(?:er)?s/DatabaseSeeder\.php", r"class DatabaseSeeder", 32),
    KnownFile(r"database/factories/UserFactory\.php", r"remember_token", 48),
    KnownFile(
        r"resources/js/(?:bootstrap|app)\.js", r"window\.axios|require\('\./bootstrap'\)", 60
    ),
    KnownFile(r"(?:storage|database|bootstrap)/(?:\w+/)*\.gitignore", r".", 12),
    KnownFile(
        r"views/auth/(?:passwords/)?(?:login|register|verify|reset|email|confirm)\.blade\.php",
        r"card-header|panel-heading",
        90,
    ),
    KnownFile(r"welcome\.blade\.php", r"laravel\.com/docs"),
    KnownFile(
        r"Controllers/Auth/\w+Controller\.php",
        r"use (?:AuthenticatesUsers|RegistersUsers|ResetsPasswords|SendsPasswordResetEmails"
        r"|VerifiesEmails|ConfirmsPasswords);",
        75,
    ),
    KnownFile(
        r"migrations/[\d_]+create_(?:users|oauth_\w+|password_resets|password_reset_tokens|failed_jobs"
        r"|personal_access_tokens|cache|jobs|sessions)_table\.php",
        r"Schema::create",
        60,
    ),
    KnownFile(r"factories/UserFactory\.php", r"remember_token", 50),
    # Phoenix
    KnownFile(
        r"config/(?:config|dev|test|prod|releases|runtime)\.exs",
        r"phx_new|Web\.Endpoint|Configure your database|For production, ",
        125,
    ),
    KnownFile(r"test/support/(?:data|conn|channel)_case\.ex", r"use ExUnit\.CaseTemplate", 65),
    KnownFile(
        r"\w+_web/(?:endpoint|telemetry|gettext)\.ex",
        r"use (?:Phoenix\.Endpoint|Supervisor|Gettext)|Telemetry",
        100,
    ),
    KnownFile(
        r"(?:\w+_web/)(?:views|controllers)/(?:error_view|layout_view|page_view|page_controller|error_html"
        r"|error_json|page_html|error_helpers)\.ex",
        r"\bdefmodule\b",
        50,
    ),
    KnownFile(r"components/core_components\.ex", r"Provides core UI components"),
    KnownFile(r"lib/\w+_web\.ex", r"The entrypoint for defining your web interface", 130),
    KnownFile(r"lib/\w+/(?:repo|mailer)\.ex", r"use (?:Ecto\.Repo|Swoosh\.Mailer)", 8),
    KnownFile(r"priv/repo/seeds\.exs", r"Script for populating the database", 13),
    KnownFile(r"test/test_helper\.exs|\.formatter\.exs", r"ExUnit\.start|inputs:", 10),
)
