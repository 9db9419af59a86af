/** Message bundles in Kazakh, Russian and English, and the check that keeps them in step. */
@NullMarked
package kz.sandyq.platform.i18n;

import org.jspecify.annotations.NullMarked;
