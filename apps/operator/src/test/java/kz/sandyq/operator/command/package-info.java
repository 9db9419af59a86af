@NullMarked
package kz.sandyq.operator.command;

import org.jspecify.annotations.NullMarked;
