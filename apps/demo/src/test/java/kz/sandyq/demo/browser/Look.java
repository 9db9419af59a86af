package kz.sandyq.demo.browser;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at each page that somebody meets by the rules: words and width, and accessibility and keyboard once a kind. */
final class Look {
    private static final Set<String> CHECKED = ConcurrentHashMap.newKeySet();
    private static final Set<String> HANDLED = ConcurrentHashMap.newKeySet();

    private final Page page;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> met = new TreeSet<>();

    Look(Page page) {
        this.page = page;
    }

    /** Looks at the page that is open now. */
    void now(String language) {
        String kind = kind(path(page));
        boolean first = met.add(language + " " + kind);
        List<String> here = new ArrayList<>(PageRules.words(page, language));
        if (first) {
            here.addAll(PageRules.width(page));
        }
        here.addAll(accessibility());
        here.addAll(handling());
        here.forEach(each -> wrong.add(kind + ": " + each));
    }

    /** What is wrong by WCAG with a kind of page that nobody has looked at so yet. */
    List<String> accessibility() {
        return CHECKED.add(kind(path(page)) + forms()) ? PageRules.accessibility(page) : List.of();
    }

    /** What is wrong with a kind of page for whoever has no mouse, where nobody has looked at it so yet. */
    List<String> handling() {
        return HANDLED.add(kind(path(page))) ? PageRules.handling(page) : List.of();
    }

    /** Which forms the page has: a page in another state is another page. */
    private String forms() {
        return kind(String.valueOf(page.evaluate(
                "() => [...document.querySelectorAll('main form')].map(form => new URL(form.action).pathname)")));
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    Set<String> met() {
        return Set.copyOf(met);
    }

    static String kind(String path) {
        return path.replaceAll("/invitation/[^/]+", "/invitation/*").replaceAll("[0-9]+(-[0-9]+)?", "#");
    }

    private static String path(Page page) {
        return java.net.URI.create(page.url()).getPath();
    }
}
