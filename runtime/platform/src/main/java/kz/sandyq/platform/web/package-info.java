/** Page layout, navigation, languages and security headers. */
@NullMarked
package kz.sandyq.platform.web;

import org.jspecify.annotations.NullMarked;
