/** The whole application in a real browser: rules for every page, and the life of an issue by clicking. */
@NullMarked
package kz.sandyq.demo.browser;

import org.jspecify.annotations.NullMarked;
