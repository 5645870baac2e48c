"""Skeletons of create-react-app, Vite, Next, Vue CLI, SvelteKit, Angular CLI and Nest."""

from __future__ import annotations

from .known_file import KnownFile

_SHOULD_BE = (
    r"it\(\s*['\"`]should (?:be created|create(?: the app)?|be defined|create an instance)['\"`],"
    r"[^\n]*\n[^\n]*expect\([^\n]*\n\s*\}\)*;?\s*\}\)+;?\s*\z"
)

WEB = (
    # React
    KnownFile(r"reportWebVitals\.[jt]sx?", r"getCLS|onCLS", 20),
    KnownFile(r"setupTests\.[jt]sx?", r"jest-dom", 12),
    KnownFile(r"App\.test\.[jt]sx?", r"renders? learn react|renders without crashing", 20),
    KnownFile(r"[\w-]*serviceWorker[\w-]*\.[jt]s", r"This optional code is used to register", 160),
    KnownFile(
        r"(?:manifest\.json|[\w.]*\.webmanifest)",
        r"\"short_name\"[\s\S]*\"icons\"|\"icons\"[\s\S]*\"start_url\"",
        40,
    ),
    KnownFile(r"App\.[jt]sx?", r"Edit <code>(?:src/)?App\.|>\s*Learn React", 45),
    KnownFile(r"App\.(?:s?css)", r"App-logo-spin|logo-spin", 60),
    KnownFile(
        r"index\.css",
        r"color-scheme: light dark|font-synthesis: none",
        80,
    ),
    KnownFile(r"index\.css", r"source-code-pro, Menlo, Monaco", 22),
    KnownFile(
        r"(?:public/)?index\.html",
        r"Web site created using create-react-app|You need to enable JavaScript to run this app"
        r"|doesn't work properly without JavaScript enabled|src=\"/src/main\.[jt]sx?\""
        r"|<app-root></app-root>",
        50,
    ),
    KnownFile(r"(?:src/)?(?:index|main)\.[jt]sx?", r"createRoot\(|ReactDOM\.render\(", 24),
    # Settings of tools as they come
    KnownFile(r"eslint\.config\.[cm]?[jt]s", r"eslint-plugin-react-refresh|FlatCompat", 40),
    KnownFile(r"vite\.config\.[cm]?[jt]s", r"plugins: \[\s*(?:react|vue|svelte|sveltekit)\(\)", 14),
    KnownFile(r"next\.config\.[cm]?[jt]s", r"nextConfig", 8),
    KnownFile(r"next-env\.d\.ts|vite-env\.d\.ts|react-app-env\.d\.ts", r"<reference types", 12),
    KnownFile(r"(?:src/)?app\.d\.ts", r"for information about these interfaces", 20),
    KnownFile(r"postcss\.config\.[cm]?[jt]s", r"tailwindcss|autoprefixer", 10),
    KnownFile(r"tailwind\.config\.[cm]?[jt]s", r"extend: \{\s*\}", 22),
    KnownFile(
        r"(?:babel|metro|react-native)\.config\.[cm]?js|\.babelrc(?:\.js)?",
        r"metro-react-native-babel-preset|@react-native/|@vue/cli-plugin-babel|babel-preset-expo"
        r"|inlineRequires",
        24,
    ),
    KnownFile(r"[jt]sconfig(?:\.\w+)*\.json", r"\"(?:extends|compilerOptions)\"", 32),
    KnownFile(r"\.?air\.toml", r"^\s*args_bin\s*=", 62),
    KnownFile(r"components/HelloWorld\.vue", r"Recommended IDE Setup|vue-cli documentation|HMR"),
    KnownFile(r"components/(?:TheWelcome|WelcomeItem)\.vue", r"create-vue|#icon></slot>", 100),
    KnownFile(r"src/App\.vue", r"Welcome to Your Vue\.js|<HelloWorld msg=\"", 90),
    KnownFile(r"components/ExampleComponent\.vue", r"I'm an example component", 30),
    KnownFile(r"src/App\.svelte", r"Vite \+ Svelte", 70),
    KnownFile(r"lib/Counter\.svelte", r"count is \{count\}", 16),
    # Angular
    KnownFile(r".+\.spec\.ts", _SHOULD_BE, 38),
    KnownFile(r"app\.component\.spec\.ts", r"should (?:have as title|render title)", 45),
    KnownFile(r".+\.module\.ts", r"^export class \w+Module ?\{\s*\}\s*\z", 45),
    KnownFile(r"polyfills\.ts", r"This file includes polyfills needed by Angular", 90),
    KnownFile(r"environments?/environment(?:\.\w+)?\.ts", r"\bproduction:", 22),
    KnownFile(r"karma\.conf\.js", r"Karma configuration file|@angular", 50),
    KnownFile(r"protractor\.conf\.js", r"Protractor configuration file|specs:", 40),
    KnownFile(r"(?:src/)?test\.ts", r"initTestEnvironment\(", 32),
    KnownFile(r"(?:src/)?main\.ts", r"platformBrowserDynamic\(|bootstrapApplication\(", 20),
    KnownFile(r"(?:app\.po|app\.e2e-spec)\.ts", r"getTitleText|protractor", 30),
    # Nx and Nest
    KnownFile(r"project\.json", r"\"projectType\"|nx/schemas", 60),
    KnownFile(r"app\.controller\.ts|app\.service\.ts", r"getHello\(\): string", 16),
    KnownFile(r"(?:app\.e2e-spec|app\.controller\.spec)\.ts", r"Hello World!", 30),
    # Everybody's
    KnownFile(
        r"\.gitattributes",
        r"Auto detect text files and perform LF normalization|^\*\.css linguist-vendored",
        26,
    ),
    KnownFile(
        r"\.gitignore",
        r"See https://help\.github\.com/(?:articles/ignoring-files|ignore-files)",
        36,
    ),
    KnownFile(
        r"\.gitignore",
        r"^# Byte-compiled / optimized / DLL files|^### (?:STS|IntelliJ IDEA) ###"
        r"|^# Compiled class file|^## Ignore Visual Studio temporary files"
        r"|^/?\[Ll\]ibrary/",
    ),
    KnownFile(r"\.gitignore", r"Created by https://(?:www\.)?(?:gitignore\.io|toptal\.com)"),
    KnownFile(r"robots\.txt", r"See https?://(?:www\.)?robotstxt\.org", 8),
    KnownFile(r"workflows/codeql[\w-]*\.ya?ml", r"this workflow file will not need changing"),
    KnownFile(r"\.github/dependabot\.yml", r"To get started with Dependabot", 20),
)
