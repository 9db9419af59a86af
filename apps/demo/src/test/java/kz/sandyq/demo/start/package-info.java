/** Tests of the start. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.demo.start;
