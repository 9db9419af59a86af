@NullMarked
package kz.sandyq.demo.bank;

import org.jspecify.annotations.NullMarked;
