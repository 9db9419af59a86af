/** Tests of acts of the staff. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.acts;
