package kz.sandyq.demo.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kz.sandyq.law.term.WorkingCalendar;
import kz.sandyq.platform.time.SandyqClock;

/** Trading day by day from the placement up to now; the books of one session trade side by side. */
final class TradingStep {
    private static final List<LocalTime> SESSIONS = List.of(LocalTime.of(11, 0), LocalTime.of(15, 30));

    private final SampleClock clock;
    private final List<SampleBook> books;
    private final SampleProgress progress;

    TradingStep(SampleClock clock, List<SampleBook> books, SampleProgress progress) {
        this.clock = clock;
        this.books = books;
        this.progress = progress;
    }

    /**
     * Trades.
     *
     * @param deals wanted at most
     * @param seconds the deals that are not made in this time are not made
     * @return deals made
     */
    int trade(LocalDate from, int deals, int seconds) {
        long began = System.nanoTime();
        long budget = TimeUnit.SECONDS.toNanos(seconds);
        List<Instant> sessions = sessions(from);
        int made = 0;
        try (ExecutorService traders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sessions.size(); i++) {
                int wanted = (int) ((long) deals * (i + 1) / sessions.size()) - made;
                long until = began + budget * (i + 1) / sessions.size();
                if (wanted > 0 && System.nanoTime() < until) {
                    clock.advanceTo(sessions.get(i));
                    made += session(traders, i, wanted, until);
                    progress.deals(made);
                }
                progress.at(SampleProgress.Step.TRADING, i + 1, sessions.size());
            }
        }
        return made;
    }

    /** Where there are fewer deals than books, the books take turns. */
    private int session(ExecutorService traders, int session, int wanted, long until) {
        List<CompletableFuture<Integer>> running = new ArrayList<>();
        for (int i = 0; i < books.size(); i++) {
            SampleBook book = books.get((i + session) % books.size());
            int part = wanted * (i + 1) / books.size() - wanted * i / books.size();
            running.add(CompletableFuture.supplyAsync(() -> session(book, part, until), traders));
        }
        return running.stream().mapToInt(CompletableFuture::join).sum();
    }

    private static int session(SampleBook book, int wanted, long until) {
        book.open();
        int made = 0;
        while (made < wanted && System.nanoTime() < until) {
            int deals = book.round(wanted - made);
            if (deals == 0) {
                break;
            }
            made += deals;
        }
        return made;
    }

    /** Two sessions on each working day that has passed. */
    private static List<Instant> sessions(LocalDate from) {
        WorkingCalendar calendar = WorkingCalendar.ofEdition();
        Instant now = Instant.now();
        List<Instant> sessions = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(SandyqClock.dayOf(now)); day = day.plusDays(1)) {
            for (LocalTime time : SESSIONS) {
                Instant session =
                        day.atTime(time).atZone(SandyqClock.LEGAL_ZONE).toInstant();
                if (calendar.isWorking(day) && session.isBefore(now)) {
                    sessions.add(session);
                }
            }
        }
        return sessions;
    }
}
