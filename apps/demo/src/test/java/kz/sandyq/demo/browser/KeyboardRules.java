package kz.sandyq.demo.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whoever has no mouse reaches every field and button of a page in the order of the page. */
final class KeyboardRules {
    private static final int STEPS_MAX = 300;

    private KeyboardRules() {}

    /**
     * Controls of the forms that the Tab key does not reach, or reaches before an earlier one. What is folded is
     * unfolded meanwhile.
     */
    static List<String> unreached(Page page) {
        page.evaluate("""
                () => { const group = new Set();
                    window.__folded = [...document.querySelectorAll('main details:not([open])')];
                    window.__folded.forEach(each => each.open = true);
                    window.__left = [...document.querySelectorAll('main form')].flatMap(form => [...form.elements])
                        .filter(each => each.tagName !== 'FIELDSET' && each.type !== 'hidden' && !each.disabled)
                        .filter(each => each.type !== 'radio' || !group.has(each.name) && group.add(each.name));
                    document.getElementById('content').focus();
                    document.addEventListener('focusin', event => { const at = event.target;
                        const reached = each => each === at
                            || each.type === 'radio' && at.type === 'radio' && each.name === at.name;
                        if (window.__left.length > 0 && reached(window.__left[0])) window.__left.shift(); }); }
                """);
        int left = left(page);
        for (int step = 0; step < STEPS_MAX && left > 0; step++) {
            page.keyboard().press("Tab");
            // Each key reaches one control at most: until so many are pressed, there is nothing to ask.
            left = --left > 0 ? left : left(page);
        }
        Object first = page.evaluate("""
                () => { window.__folded.forEach(each => each.open = false);
                    return window.__left.length === 0 ? '' : window.__left[0].outerHTML.slice(0, 120); }
                """);
        return "".equals(first) ? List.of() : List.of("the Tab key does not reach " + first);
    }

    private static int left(Page page) {
        return ((Number) page.evaluate("() => window.__left.length")).intValue();
    }
}
