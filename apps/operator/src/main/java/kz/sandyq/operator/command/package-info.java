/** How the applications speak to the market core: directly with an answer, or through the outbox. */
@NullMarked
package kz.sandyq.operator.command;

import org.jspecify.annotations.NullMarked;
