package kz.sandyq.platform.web;

import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Which addresses can be opened, for links on a page that answers a form. */
@Component
class PageAddresses {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    PageAddresses(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** The path itself when it can be opened, else the nearest page above it. */
    String nearest(String path) {
        String at = path;
        while (at.length() > 1 && !opens(at)) {
            at = at.substring(0, Math.max(1, at.lastIndexOf('/')));
        }
        return at;
    }

    private boolean opens(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return mappings.orderedStream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .anyMatch(info -> opens(info, parsed));
    }

    private static boolean opens(RequestMappingInfo info, PathContainer path) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        PathPatternsRequestCondition patterns = info.getPathPatternsCondition();
        return patterns != null
                && (methods.isEmpty() || methods.contains(RequestMethod.GET))
                && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }
}
