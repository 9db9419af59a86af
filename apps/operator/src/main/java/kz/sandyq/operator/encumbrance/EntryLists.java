package kz.sandyq.operator.encumbrance;

import java.util.List;
import java.util.Objects;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.login.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of entries show: lines of a list, and what a form lets choose from. */
@Component
class EntryLists {
    private final EntryStore store;
    private final EntryViews views;
    private final JdbcClient database;
    private final PublicId ids;
    private final Amounts amounts;
    private final CurrentActor actor;

    EntryLists(
            EntryStore store,
            EntryViews views,
            JdbcClient database,
            PublicId ids,
            Amounts amounts,
            CurrentActor actor) {
        this.store = store;
        this.views = views;
        this.database = database;
        this.ids = ids;
        this.amounts = amounts;
        this.actor = actor;
    }

    /** An entry as a page shows it. */
    record Line(
            RegisterEntry row,
            String id,
            String accountId,
            @Nullable String toAccountId,
            String quantity,
            @Nullable String remaining,
            EntryViews.@Nullable ReasonView refusal) {}

    /** An asset to choose. */
    record Choice(String id, String code) {}

    void fill(Model model, List<String> types, String search, String state, String cursor) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        Page<Line> page = Page.of(
                        store.page(types, search, state, before, Page.SIZE + 1),
                        Page.SIZE,
                        store.count(types, search, state),
                        row -> Keyset.of(row.id()))
                .map(this::line);
        model.addAttribute("page", page);
        model.addAttribute("states", EntryState.values());
        model.addAttribute("state", state);
        model.addAttribute("mayPropose", actor.get().has(Role.REGISTRAR));
    }

    Line line(RegisterEntry row) {
        Long to = row.toAccountId();
        Long remaining = row.remaining();
        Integer scale = row.remainingScale();
        return new Line(
                row,
                ids.of(row.id()),
                ids.of(row.accountId()),
                to == null ? null : ids.of(to),
                amounts.money(row.quantity(), row.scale(), row.assetCode()),
                remaining == null || scale == null
                        ? null
                        : amounts.money(remaining, scale, String.valueOf(row.remainingCode())),
                views.reason(row, LocaleContextHolder.getLocale()));
    }

    void choices(Model model, EntryType type) {
        String units = type == EntryType.TRANSFER ? " where asset_kind <> 'MONEY'" : "";
        List<Choice> assets = database
                .sql("select asset_id, code from readmodel.asset" + units + " order by code")
                .query((row, number) -> new Choice(ids.of(row.getLong("asset_id")), row.getString("code")))
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
        model.addAttribute("type", type);
        model.addAttribute("assets", assets);
        model.addAttribute("groundKinds", GroundKind.of(type));
    }
}
