@org.jspecify.annotations.NullMarked
package kz.sandyq.operator.facts;
