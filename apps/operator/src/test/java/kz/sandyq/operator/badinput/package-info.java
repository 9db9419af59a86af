/** What comes from outside and is wrong: one named line each, through HTTP or the bank's folder, on the real core. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.badinput;
