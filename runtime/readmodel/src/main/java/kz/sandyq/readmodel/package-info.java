/** The log as rows: the projector, its migrations and the questions that are asked of it. */
@NullMarked
package kz.sandyq.readmodel;

import org.jspecify.annotations.NullMarked;
