package kz.sandyq.demo.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes the pictures of the README from a running demonstration whose sample market is ready. Arguments: address, the
 * file of its logins, the directory of the pictures.
 */
final class Album {
    private static final int HEIGHT = 860;

    private final String address;
    private final Map<String, String> passwords;
    private final Path directory;

    private Album(String address, Path logins, Path directory) throws IOException {
        this.address = address;
        this.passwords = Files.readAllLines(logins).stream()
                .map(line -> line.split(" +", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        this.directory = Files.createDirectories(directory);
    }

    public static void main(String[] args) throws IOException {
        Album album = new Album(args[0], Path.of(args[1]), Path.of(args[2]));
        try (BrowserContext profile = Chromium.profile("kk")) {
            Page page = profile.newPage();
            page.setViewportSize(Chromium.DESK_WIDTH, HEIGHT);
            album.take(page);
        }
        System.exit(0);
    }

    private void take(Page page) {
        picture(page, "/sign-in", "sign-in");
        signIn(page, "aigul");
        picture(page, "/cabinet/holdings", "holdings");
        picture(page, "/market", "market");
        page.locator("main tbody a").first().click();
        page.waitForURL("**/market/*");
        shoot(page, "pair");
        picture(page, "/market/deals", "deals");
        page.setViewportSize(Chromium.PHONE_WIDTH, HEIGHT);
        picture(page, "/cabinet/holdings", "phone");
        page.setViewportSize(Chromium.DESK_WIDTH, HEIGHT);
        picture(page, "/cabinet/money", "money");
        signIn(page, "altyn");
        first(page, "/issuer/issues", "issue");
        signIn(page, "officer");
        picture(page, "/desk/clients", "clients");
        first(page, "/desk/issues", "review");
        signIn(page, "registrar");
        first(page, "/register", "register");
        page.locator("main table").last().scrollIntoViewIfNeeded();
        page.mouse().wheel(0, HEIGHT / 2);
        shoot(page, "register");
        signIn(page, "money");
        picture(page, "/desk/money", "desk-money");
        signIn(page, "admin");
        picture(page, "/settings", "settings");
        picture(page, "/admin/logins", "logins");
        page.context().clearCookies();
        first(page, "/public/issues", "public-issue");
    }

    private void signIn(Page page, String login) {
        page.context().clearCookies();
        page.navigate(address + "/sign-in?lang=kk");
        page.locator("#loginName").fill(login);
        page.locator("#password").fill(passwords.getOrDefault(login, ""));
        page.locator("main button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
    }

    private void first(Page page, String list, String name) {
        page.navigate(address + list);
        shoot(page, name + "-list");
        if (page.locator("main tbody a").count() > 0) {
            page.locator("main tbody a").first().click();
            page.waitForLoadState();
            shoot(page, name);
        }
    }

    private void picture(Page page, String path, String name) {
        page.navigate(address + path);
        shoot(page, name);
    }

    private void shoot(Page page, String name) {
        page.waitForLoadState();
        page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
    }
}
