/** Tests of encumbrances and transfers. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.encumbrance;
