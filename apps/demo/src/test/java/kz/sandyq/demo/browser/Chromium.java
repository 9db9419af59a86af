package kz.sandyq.demo.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, once in each thread that tests; nothing is downloaded. */
final class Chromium {
    /** Width of a small phone: nothing may need sideways scrolling there. */
    static final int PHONE_WIDTH = 360;

    static final int DESK_WIDTH = 1280;
    private static final int HEIGHT = 800;

    /** One process shows all pages, and none draws by a card that is not there: either costs more than the page. */
    private static final List<String> FRUGAL = List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--font-render-hinting=none",
            "--disable-gpu",
            "--disable-site-isolation-trials",
            "--renderer-process-limit=1");

    /** Playwright's objects belong to the thread that made them. */
    private static final ThreadLocal<Chromium> OWN = ThreadLocal.withInitial(Chromium::new);

    private final Browser browser;

    private Chromium() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed())
                        .setArgs(FRUGAL));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }

    /** A fresh profile: no cookies, no motion, this language. */
    static BrowserContext profile(String language) {
        return OWN.get()
                .browser
                .newContext(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setTimezoneId("Asia/Almaty")
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(DESK_WIDTH, HEIGHT));
    }

    private static Path installed() {
        String named = System.getenv("SANDYQ_BROWSER");
        Stream<String> known = Stream.of(
                "/usr/bin/chromium-headless-shell",
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        return Stream.concat(Stream.ofNullable(named), known)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the browser tests need Chromium: install the package"
                        + " 'chromium', or name the program in SANDYQ_BROWSER, or run ./test quick without them"));
    }
}
