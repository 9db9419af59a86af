package kz.sandyq.platform.web;

import java.util.Set;

/**
 * A line of the navigation; a module brings its own as beans.
 *
 * @param order position, ascending
 * @param key message key of the words
 * @param href address of the page
 * @param roles names of the roles that see it; empty for everybody who is signed in
 * @param activity activity of the deployment without which it does not exist; empty for none
 */
public record NavigationEntry(int order, String key, String href, Set<String> roles, String activity) {
    public NavigationEntry {
        roles = Set.copyOf(roles);
    }
}
