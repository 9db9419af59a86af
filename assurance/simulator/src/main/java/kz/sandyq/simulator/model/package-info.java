/**
 * A second market, slow and obvious, that says what the fast one must answer; random worlds that put both the same
 * commands; and what to do when they differ.
 */
@NullMarked
package kz.sandyq.simulator.model;

import org.jspecify.annotations.NullMarked;
