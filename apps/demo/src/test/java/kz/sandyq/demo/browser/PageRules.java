package kz.sandyq.demo.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What holds for every page, in every language and for everybody. */
final class PageRules {
    private static final int HEIGHT = 800;
    private static final int TABS = 6;
    private static final List<String> STANDARD = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

    private PageRules() {}

    /** What is wrong for whoever has no mouse, whatever his language, each in one line. */
    static List<String> handling(Page page) {
        List<String> wrong = new ArrayList<>(focus(page));
        wrong.addAll(KeyboardRules.unreached(page));
        return wrong;
    }

    /** What {@link #words(Map, String)} asks of a document. */
    static final String WORDS = """
            page => { const text = page.documentElement.outerHTML;
                const missing = text.indexOf('??');
                return { lang: page.documentElement.lang,
                    missing: missing < 0 ? '' : text.substring(missing, missing + 80),
                    named: page.title.trim() !== '' && page.querySelectorAll('h1').length === 1 }; }
            """;

    /** Language of the page, and every word present. */
    static List<String> words(Page page, String language) {
        // One question: each costs the browser a turn.
        return words((Map<?, ?>) page.evaluate("() => (" + WORDS + ")(document)"), language);
    }

    /** Language of a page, and every word present, by what was found in it. */
    static List<String> words(Map<?, ?> said, String language) {
        List<String> wrong = new ArrayList<>();
        if (!language.equals(said.get("lang"))) {
            wrong.add("the page says it is in '" + said.get("lang") + "', not in '" + language + "'");
        }
        if (!"".equals(said.get("missing"))) {
            wrong.add("a message is missing: " + said.get("missing"));
        }
        if (!Boolean.TRUE.equals(said.get("named"))) {
            wrong.add("the page has no title or not exactly one h1");
        }
        return wrong;
    }

    /** Nothing wider than a small phone. */
    static List<String> width(Page page) {
        page.setViewportSize(Chromium.PHONE_WIDTH, HEIGHT);
        Object wide = page.evaluate("""
                () => document.documentElement.scrollWidth <= window.innerWidth ? '' :
                    [...document.querySelectorAll('body *')]
                        .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
                        .slice(0, 3).map(each => each.outerHTML.slice(0, 120)).join(' | ') || 'unknown'
                """);
        page.setViewportSize(Chromium.DESK_WIDTH, HEIGHT);
        return "".equals(wide) ? List.of() : List.of("scrolls sideways on a phone because of " + wide);
    }

    /** Whoever uses the keyboard sees where the focus is. */
    static List<String> focus(Page page) {
        page.evaluate("""
                () => { window.__unseen = [];
                    document.addEventListener('focusin', event => { const at = event.target;
                        const style = getComputedStyle(at);
                        if (style.outlineStyle === 'none' && style.boxShadow === 'none')
                            window.__unseen.push(at.outerHTML.slice(0, 120)); }); }
                """);
        for (int i = 0; i < TABS; i++) {
            page.keyboard().press("Tab");
        }
        List<?> unseen = (List<?>) page.evaluate("() => window.__unseen.splice(0)");
        return unseen.stream().map(each -> "focus is not seen on " + each).toList();
    }

    /** WCAG 2.1 AA as far as a program can tell. */
    static List<String> accessibility(Page page) {
        page.mouse().move(0, 0);
        // What is in order is not described: that would take most of the time.
        AxeRunOptions violations = new AxeRunOptions();
        violations.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .options(violations).withTags(STANDARD).setLegacyMode(true).analyze().getViolations().stream()
                        .map(PageRules::said)
                        .toList();
    }

    private static String said(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream()
                        .limit(3)
                        .map(CheckedNode::getHtml)
                        .map(html -> html.substring(0, Math.min(html.length(), 160)))
                        .collect(Collectors.joining(" | "));
    }
}
