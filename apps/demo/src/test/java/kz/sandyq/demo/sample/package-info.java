/** Tests of the sample market. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.demo.sample;
