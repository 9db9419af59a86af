/** The whole life of an issue on a real node, only through the public API. */
@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.life;
