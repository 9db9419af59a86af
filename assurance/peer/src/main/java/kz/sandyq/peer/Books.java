package kz.sandyq.peer;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.common.Order;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.api.reports.SingleUserReportQuery;
import exchange.core2.core.common.api.reports.SingleUserReportResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * What rests in the books and what is free, by account. exchange-core keeps the money of a bid at the price at which it
 * was placed when it is moved down, and gives the difference back only when the order ends; here that difference counts
 * as free.
 */
final class Books {
    private final ExchangeApi api;
    private final Flow flow;

    Books(ExchangeApi api, Flow flow) {
        this.api = api;
        this.flow = flow;
    }

    void report(Consumer<String> transcript) throws ExecutionException, InterruptedException {
        List<CompletableFuture<SingleUserReportResult>> users = new ArrayList<>();
        for (int number = 0; number < flow.accounts(); number++) {
            users.add(api.processReport(new SingleUserReportQuery(flow.account(number)), number));
        }
        for (int number = 0; number < flow.accounts(); number++) {
            long uid = flow.account(number);
            SingleUserReportResult user = users.get(number).get();
            List<Order> orders = new ArrayList<>();
            user.getOrders().forEach(orders::addAll);
            orders.sort(Comparator.comparingLong(Order::getOrderId));
            long money = user.getAccounts().get(Peer.MONEY);
            for (Order order : orders) {
                long leaves = order.getSize() - order.getFilled();
                if (order.getAction() == OrderAction.BID) {
                    money += (order.getReserveBidPrice() - order.getPrice()) * leaves;
                }
                transcript.accept("rests " + order.getOrderId() + " " + uid + " " + order.getAction() + " "
                        + order.getPrice() + " " + leaves);
            }
            transcript.accept("free " + uid + " " + money + " "
                    + user.getAccounts().get(Peer.FIRST_BASE + flow.instrumentOf(number)));
        }
    }
}
