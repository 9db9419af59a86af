package kz.sandyq.operator.trading;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.api.IdempotencyKey;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.CsvDownload;
import kz.sandyq.platform.list.CsvWriter;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.readmodel.Instrument;
import kz.sandyq.readmodel.OrderQueries;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The client's own orders and deals in all pairs. */
@Controller
class OwnTradePages {
    private final Orders orders;
    private final OrderQueries queries;
    private final Deals deals;
    private final TradingRows rows;
    private final RequestKeys keys;
    private final PublicId ids;
    private final CurrentActor actor;

    OwnTradePages(
            Orders orders,
            OrderQueries queries,
            Deals deals,
            TradingRows rows,
            RequestKeys keys,
            PublicId ids,
            CurrentActor actor) {
        this.orders = orders;
        this.queries = queries;
        this.deals = deals;
        this.rows = rows;
        this.keys = keys;
        this.ids = ids;
        this.actor = actor;
    }

    @GetMapping("/market/orders")
    String orders(
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        List<Long> accounts = orders.accounts(actor.get());
        List<OrderQueries.Order> found =
                queries.orders(accounts, open, 0, Keyset.numberIn(cursor, Long.MAX_VALUE), Page.SIZE + 1);
        Map<Long, Instrument> pairs =
                deals.pairs(found.stream().map(OrderQueries.Order::instrumentId).toList());
        model.addAttribute(
                "page",
                Page.of(found, Page.SIZE, queries.count(accounts, open, 0), order -> Keyset.of(order.orderId()))
                        .map(order -> rows.order(Objects.requireNonNull(pairs.get(order.instrumentId())), order)));
        model.addAttribute("open", open);
        model.addAttribute("key", keys.next());
        return "trading/orders";
    }

    @PostMapping("/market/orders/{id}/cancel")
    String cancel(
            @PathVariable String id, @RequestParam IdempotencyKey key, @RequestParam(defaultValue = "") String pair) {
        orders.cancel(actor.get(), ids.parse(id), key.value());
        return pair.isEmpty() ? "redirect:/market/orders" : "redirect:/market/" + ids.of(ids.parse(pair));
    }

    @PostMapping("/market/orders/{id}/replace")
    String replace(
            @PathVariable String id,
            @RequestParam IdempotencyKey key,
            @RequestParam String price,
            @RequestParam String quantity,
            @RequestParam(defaultValue = "") String pair) {
        var request = new ReplaceRequest(DecimalText.typed(price), DecimalText.typed(quantity), null);
        orders.replace(actor.get(), ids.parse(id), request, key.value());
        return pair.isEmpty() ? "redirect:/market/orders" : "redirect:/market/" + ids.of(ids.parse(pair));
    }

    @PostMapping("/market/orders/cancel-all")
    String cancelAll(@RequestParam IdempotencyKey key) {
        orders.cancelAll(actor.get(), 0, key.value());
        return "redirect:/market/orders";
    }

    @GetMapping("/market/deals")
    String deals(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute(
                "page", deals.rows(orders.accounts(actor.get()), Keyset.numberIn(cursor, Long.MAX_VALUE), Page.SIZE));
        return "trading/deals";
    }

    @GetMapping({"/market/deals.csv", "/api/v1/me/deals.csv"})
    ResponseEntity<StreamingResponseBody> csv() {
        List<Long> accounts = orders.accounts(actor.get());
        Consumer<CsvWriter> write = csv -> deals.write(accounts, csv);
        return CsvDownload.of("deals.csv", write);
    }
}
