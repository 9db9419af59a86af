package kz.sandyq.demo.browser;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows every link that somebody sees, one page of each kind, and looks at each by the rules. What does not hang on
 * the person is looked at once for each kind of page and language, what hangs on neither once for each kind.
 */
final class Crawl {
    private static final int PAGES_MAX = 80;

    private static final Set<String> SHOWN = ConcurrentHashMap.newKeySet();
    private static final Set<String> WIDTHS = ConcurrentHashMap.newKeySet();

    private static final String READ = """
            async path => {
                const answer = await fetch(path, { headers: { Accept: 'text/html' } });
                const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
                const there = each => new URL(each, answer.url);
                const all = (what, of) =>
                    [...page.querySelectorAll(what)].map(each => there(each.getAttribute(of) || ''));
                return {
                    page: (answer.headers.get('content-type') || '').startsWith('text/html'),
                    status: String(answer.status),
                    words: (%s)(page),
                    forms: all('main form', 'action').map(each => each.pathname),
                    links: all('a[href]:not([download])', 'href')
                        .filter(each => each.origin === location.origin).map(each => each.pathname) };
            }
            """.formatted(PageRules.WORDS);

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

    /** A page that differs in its words only from one that was looked at, for whomever, is read, not shown. */
    private void visit(String path) {
        Map<?, ?> read = (Map<?, ?>) visitor.page.evaluate(READ, path);
        if (!Boolean.TRUE.equals(read.get("page"))) {
            return;
        }
        seen.add(path);
        List<String> here = new ArrayList<>();
        if (!String.valueOf(read.get("status")).equals("200")) {
            here.add("answers " + read.get("status"));
        } else {
            here.addAll(PageRules.words((Map<?, ?>) of(read, "words"), visitor.language()));
            if (SHOWN.add(visitor.language() + Look.kind(path) + Look.kind(String.valueOf(read.get("forms"))))) {
                show(path, here);
            }
            ((List<?>) of(read, "links")).forEach(link -> add(String.valueOf(link)));
        }
        here.addAll(visitor.complaints());
        here.forEach(each -> wrong.add(path + ": " + each));
    }

    private static Object of(Map<?, ?> read, String name) {
        return Objects.requireNonNull(read.get(name), name);
    }

    private void show(String path, List<String> here) {
        visitor.open(path);
        if (WIDTHS.add(visitor.language() + Look.kind(path))) {
            here.addAll(PageRules.width(visitor.page));
        }
        Look look = new Look(visitor.page);
        here.addAll(look.handling());
        here.addAll(look.accessibility());
    }

    private void add(String address) {
        String path = URI.create(address).getPath();
        boolean page = !path.startsWith("/api/") && !path.startsWith("/documents/") && !path.matches(".*\\.[a-z]{3,4}");
        if (page && kinds.add(Look.kind(path))) {
            ahead.add(path);
        }
    }
}
