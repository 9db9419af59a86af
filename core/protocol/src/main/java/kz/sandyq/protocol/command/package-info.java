/** What is said to the market core: one factory a command, the header, the ground of an entry. */
@NullMarked
package kz.sandyq.protocol.command;

import org.jspecify.annotations.NullMarked;
