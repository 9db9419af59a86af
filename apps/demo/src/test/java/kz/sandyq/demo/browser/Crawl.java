package kz.sandyq.demo.browser;

import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows every link that somebody sees, one page of each kind, and looks at each by the rules. What does not hang on
 * the person is looked at once for each kind of page and language, what hangs on neither once for each kind.
 */
final class Crawl {
    private static final int PAGES_MAX = 80;

    private static final Set<String> WIDTHS = ConcurrentHashMap.newKeySet();

    private final Visitor visitor;
    private final Deque<String> ahead = new ArrayDeque<>();
    private final Set<String> kinds = new HashSet<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    Crawl(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Starts at the path; gives what is wrong, each with its page. */
    List<String> from(String path) {
        add(path);
        while (!ahead.isEmpty() && seen.size() < PAGES_MAX) {
            visit(ahead.removeFirst());
        }
        return wrong;
    }

    /** Paths that were looked at. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    private void visit(String path) {
        int status;
        try {
            status = visitor.open(path);
        } catch (PlaywrightException notPage) {
            if (String.valueOf(notPage.getMessage()).contains("Download is starting")) {
                return;
            }
            throw notPage;
        }
        seen.add(path);
        List<String> here = new ArrayList<>();
        if (status != 200) {
            here.add("answers " + status);
        } else {
            Object links = visitor.page.evaluate("""
                    () => [...document.querySelectorAll('a[href]')]
                        .filter(each => each.origin === location.origin && !each.hasAttribute('download'))
                        .map(each => each.pathname)
                    """);
            here.addAll(PageRules.words(visitor.page, visitor.language()));
            if (WIDTHS.add(visitor.language() + Look.kind(path))) {
                here.addAll(PageRules.width(visitor.page));
            }
            Look look = new Look(visitor.page);
            here.addAll(look.handling());
            here.addAll(look.accessibility());
            ((List<?>) links).forEach(link -> add(String.valueOf(link)));
        }
        here.addAll(visitor.complaints());
        here.forEach(each -> wrong.add(path + ": " + each));
    }

    private void add(String address) {
        String path = URI.create(address).getPath();
        boolean page = !path.startsWith("/api/") && !path.startsWith("/documents/") && !path.matches(".*\\.[a-z]{3,4}");
        if (page && kinds.add(Look.kind(path))) {
            ahead.add(path);
        }
    }
}
