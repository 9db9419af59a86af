/** Pages as people walk them, over the real core. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.walk;
