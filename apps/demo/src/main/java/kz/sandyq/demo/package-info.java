/** Everything in one process: an operator's own deployment, or a demonstration with a sample market. */
@NullMarked
package kz.sandyq.demo;

import org.jspecify.annotations.NullMarked;
