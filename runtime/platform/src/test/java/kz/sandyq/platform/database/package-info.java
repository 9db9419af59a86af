@NullMarked
package kz.sandyq.platform.database;

import org.jspecify.annotations.NullMarked;
