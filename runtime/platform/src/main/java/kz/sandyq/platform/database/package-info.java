/** The database: embedded PostgreSQL in a durable directory, or an external one by its address; migrations. */
@NullMarked
package kz.sandyq.platform.database;

import org.jspecify.annotations.NullMarked;
