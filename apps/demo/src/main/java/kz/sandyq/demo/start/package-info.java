/** What is decided before the application starts: port, data directory, an operator's own particulars. */
@NullMarked
package kz.sandyq.demo.start;

import org.jspecify.annotations.NullMarked;
