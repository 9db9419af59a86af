package kz.sandyq.operator.settlement;

import java.util.List;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.operator.settlement.InstructionViews.InstructionView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.list.AllPages;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.readmodel.InstructionQueries;
import kz.sandyq.readmodel.InstructionQueries.Filter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of settlement instructions: one's own, and those of everybody for the staff. */
@Component
class InstructionLists {
    static final List<String> STATUSES = List.of("PROPOSED", "AFFIRMED", "SETTLED", "CANCELLED", "EXPIRED");

    private final InstructionQueries queries;
    private final Instructions instructions;
    private final InstructionViews views;
    private final PublicId ids;

    InstructionLists(JdbcClient jdbc, Instructions instructions, InstructionViews views, PublicId ids) {
        this.queries = new InstructionQueries(jdbc);
        this.instructions = instructions;
        this.views = views;
        this.ids = ids;
    }

    Filter own(Actor actor, String status) {
        return Filter.of(instructions.accounts(actor), Instructions.relation(actor), status);
    }

    Filter all(String search, String status) {
        return Filter.ofAll(status, ids.sought(search));
    }

    Page<InstructionView> page(Actor actor, Filter filter, String cursor, int size) {
        var rows = queries.page(filter, Keyset.numberIn(cursor, Long.MAX_VALUE), size + 1);
        return Page.of(rows, size, queries.count(filter), row -> Keyset.of(row.instructionId()))
                .map(row -> views.view(instructions.seen(actor, row)));
    }

    InstructionView find(Actor actor, String id) {
        return queries.find(ids.parse(id))
                .map(row -> views.view(instructions.seen(actor, row)))
                .orElseThrow(RefusedException::notFound);
    }

    void write(Actor actor, Filter filter, CsvWriter csv) {
        InstructionViews.head(csv);
        AllPages.each(
                cursor -> page(actor, filter, cursor, AllPages.AT_ONCE), view -> InstructionViews.rows(view, csv));
    }
}
