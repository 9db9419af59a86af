package kz.sandyq.demo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import org.springframework.context.MessageSource;

/** Somebody at a browser: reads words, fills fields, presses buttons. */
final class Visitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int CLIENT_FAULT = 400;

    final Page page;
    private final BrowserContext profile;
    private final List<String> complaints = new ArrayList<>();
    private final Look look;
    private String language;
    private boolean looking;

    Visitor(String language) {
        this.language = language;
        profile = Chromium.profile(language);
        page = profile.newPage();
        look = new Look(page);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(fault -> complaints.add("script: " + fault));
    }

    /** From now on looks at each page by the rules. */
    Visitor looksAround() {
        looking = true;
        return this;
    }

    String language() {
        return language;
    }

    /** Changes the language by its link; the page stays the same. */
    Visitor speaks(String other) {
        String before = path();
        language = other;
        leave(page.locator(".languages a[lang='" + other + "']").first());
        if (!before.equals(path())) {
            throw new AssertionError("the language leads from " + before + " to " + path());
        }
        return this;
    }

    /** Where this visitor is. */
    String path() {
        return URI.create(page.url()).getPath();
    }

    /** What was wrong on the pages that were looked at, and what the browser complained about. */
    List<String> wrong() {
        List<String> all = new ArrayList<>(look.wrong());
        all.addAll(complaints);
        return all;
    }

    /** Kinds of pages that were looked at, each with its language. */
    Set<String> met() {
        return look.met();
    }

    /** Opens the page again until the text stands in it. */
    Visitor await(String text) {
        Awaitility.await()
                .alias("'" + text + "' on " + page.url())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    page.reload();
                    return text().contains(text);
                });
        if (looking) {
            look.now(language);
        }
        return this;
    }

    /** Signs in by the form. */
    Visitor signIn(String loginName) {
        open("/sign-in?lang=" + language);
        fill("loginName", loginName);
        fill("password", RunningSandyq.PASSWORD);
        press("platform.signIn");
        if (page.url().contains("/sign-in")) {
            throw new AssertionError(loginName + " is not signed in: " + text());
        }
        return this;
    }

    /** Opens a path; gives the status of the answer. */
    int open(String path) {
        Response answer = page.navigate(RunningSandyq.get().address + path);
        if (looking) {
            look.now(language);
        }
        return answer.status();
    }

    /** Words of the message key in this visitor's language. */
    String words(String key) {
        return RunningSandyq.get()
                .context
                .getBean(MessageSource.class)
                .getMessage(key, null, Locale.forLanguageTag(language));
    }

    /** Follows the line of the menu that has these words. */
    void menu(String key) {
        leave(page.locator(".site-nav")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(words(key)).setExact(true)));
    }

    /** Follows the first link with these words in the page. */
    void follow(String words) {
        leave(page.locator("main")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(words))
                .first());
    }

    /** Presses the first button that has the words of the key; a refusal is a failure. */
    void press(String key) {
        press(page.locator("main"), key);
    }

    /** Presses the first such button inside of a part of the page. */
    void press(Locator part, String key) {
        leave(part.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(words(key)).setExact(true))
                .first());
    }

    /** The row of a table that has these words. */
    Locator row(String words) {
        return page.locator("main tbody tr")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first();
    }

    /** Types into the field with this id. */
    void fill(String id, String value) {
        page.locator("[id='" + id + "']").fill(value);
    }

    /** Chooses in the list with this id. */
    void choose(String id, String value) {
        page.locator("[id='" + id + "']").selectOption(value);
    }

    /** Ticks a box or a radio by its name and value. */
    void tick(String name, String value) {
        page.locator("input[name='" + name + "'][value='" + value + "']").check();
    }

    /** Attaches a file to the field with this id. */
    void attach(String id, Path file) {
        page.locator("[id='" + id + "']").setInputFiles(file);
    }

    /** All that stands in the page. */
    String text() {
        return page.innerText("main");
    }

    /** What the browser complained about since the last question: policy, scripts, missing files. */
    List<String> complaints() {
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    private void leave(Locator control) {
        Response answer;
        try {
            answer = page.waitForResponse(
                    each -> each.request().isNavigationRequest()
                            && (each.status() < REDIRECT || each.status() >= CLIENT_FAULT),
                    control::click);
        } catch (TimeoutError late) {
            throw new AssertionError(control + " leads nowhere on " + page.url() + ": " + text(), late);
        }
        page.waitForLoadState();
        if (answer.status() != OK || page.locator(".refusal[role=alert]").count() > 0) {
            throw new AssertionError(page.url() + " answers " + answer.status() + ": " + text());
        }
        if (looking) {
            look.now(language);
        }
    }

    @Override
    public void close() {
        profile.close();
    }
}
