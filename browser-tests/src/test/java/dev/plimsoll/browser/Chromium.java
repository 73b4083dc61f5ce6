package dev.plimsoll.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium of this machine, without a window: Playwright leads it, and never downloads one of its own. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is: what the environment variable CHROMIUM names, else the first on the PATH. */
    static Optional<Path> program() {
        return Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).or(() -> Programs.find(NAMES));
    }

    /** Playwright's default is to go without the sandbox, which root and most containers do not have. */
    static Chromium start(Path program) {
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("CHROMIUM is " + program + ", which is no program");
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright, playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program)));
    }

    /** Looks at a report in a profile of its own. */
    Visit visit(Path report) {
        return visit(report, new Browser.NewContextOptions());
    }

    Visit visit(Path report, Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options), report);
    }

    String version() {
        return browser.version();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
