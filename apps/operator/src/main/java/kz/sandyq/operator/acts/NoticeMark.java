package kz.sandyq.operator.acts;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Up to which place of the log clients were told.
 *
 * @param eventIndex of the event in the entry of the sequence
 */
record NoticeMark(long sequence, int eventIndex) {
    /** Reads the mark in a table of one row, which is locked until the transaction ends. */
    static NoticeMark in(String table, JdbcClient jdbc) {
        return jdbc.sql("select sequence, event_index from " + table + " for update")
                .query(NoticeMark.class)
                .single();
    }

    /** Keeps it there. */
    void keep(String table, JdbcClient jdbc) {
        jdbc.sql("update " + table + " set sequence = :sequence, event_index = :index")
                .param("sequence", sequence)
                .param("index", eventIndex)
                .update();
    }
}
