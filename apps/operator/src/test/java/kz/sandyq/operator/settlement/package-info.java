/** Tests of settlement instructions. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.settlement;
