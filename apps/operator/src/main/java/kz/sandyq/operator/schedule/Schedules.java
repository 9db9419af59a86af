package kz.sandyq.operator.schedule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.approval.Approval;
import kz.sandyq.platform.approval.ApprovalHandler;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.platform.login.Role;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.ObjectMapper;

/** Changes schedules: a supervisor proposes, another person decides. */
@Service
class Schedules implements ApprovalHandler {
    static final String KIND = "schedule.change";

    private static final String SUBJECT = "trading-schedule:";
    private static final int NAME_MAX = 100;
    private static final int PAIRS_MAX = 1_000;

    private final ScheduleStore store;
    private final ObjectProvider<FourEyes> fourEyes;
    private final PublicId ids;
    private final SandyqClock clock;
    private final Audit audit;
    private final ObjectMapper json;

    Schedules(
            ScheduleStore store,
            ObjectProvider<FourEyes> fourEyes,
            PublicId ids,
            SandyqClock clock,
            Audit audit,
            ObjectMapper json) {
        this.store = store;
        this.fourEyes = fourEyes;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.json = json;
    }

    /**
     * A schedule as it is asked for; times are those of Asia/Almaty, such as {@code 09:30}.
     *
     * @param pairs numbers of pairs; none: every pair that no schedule of its own names
     * @param openingCall absent: the day begins with continuous trading
     * @param continuous absent with all other times: the schedule no longer runs these pairs
     * @param closingCall absent: continuous trading lasts until the end of the day
     */
    record Request(
            @Nullable String name,
            @Nullable String validFrom,
            @Nullable List<String> pairs,
            @Nullable String openingCall,
            @Nullable String continuous,
            @Nullable String closingCall,
            @Nullable String endOfDay) {}

    /**
     * Proposes a schedule.
     *
     * @throws RefusedException FORBIDDEN (403), FIELD_REQUIRED, NAME_TOO_LONG, DATE_NOT_VALID, DATE_IN_PAST,
     *     UNKNOWN_INSTRUMENT and those of {@link TradingHours#of}
     */
    @Transactional
    TradingSchedule propose(Actor actor, Request request) {
        if (!actor.has(Role.MARKET_SUPERVISOR)) {
            throw new RefusedException("FORBIDDEN").status(403);
        }
        String name = text(request.name());
        if (name.isEmpty()) {
            throw new RefusedException("FIELD_REQUIRED").field("name");
        }
        if (name.length() > NAME_MAX) {
            throw new RefusedException("NAME_TOO_LONG", NAME_MAX).field("name");
        }
        LocalDate from = day(text(request.validFrom()));
        List<Long> pairs = pairs(Objects.requireNonNullElse(request.pairs(), List.of()));
        TradingHours hours =
                TradingHours.of(request.openingCall(), request.continuous(), request.closingCall(), request.endOfDay());
        long id = store.add(name, from, pairs, hours, actor.personId(), clock.instant());
        TradingSchedule asked = store.find(id).orElseThrow();
        store.approval(id, fourEyes.getObject().propose(KIND, SUBJECT + id, change(asked)));
        audit.record("SCHEDULE_PROPOSED", SUBJECT + id, Map.of("name", name));
        return store.find(id).orElseThrow();
    }

    private LocalDate day(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed);
            if (day.isBefore(clock.today())) {
                throw new RefusedException("DATE_IN_PAST").field("validFrom");
            }
            return day;
        } catch (DateTimeParseException notADay) {
            throw new RefusedException("DATE_NOT_VALID").field("validFrom");
        }
    }

    private List<Long> pairs(List<String> given) {
        Set<Long> known =
                store.pairs().stream().map(ScheduleStore.Pair::instrumentId).collect(Collectors.toSet());
        List<Long> asked = given.stream().map(ids::parse).distinct().sorted().toList();
        if (asked.size() > PAIRS_MAX || !known.containsAll(asked)) {
            throw new RefusedException("UNKNOWN_INSTRUMENT").field("pairs");
        }
        return asked;
    }

    /** What holds on its first day for its first pair, beside what is proposed. */
    private String change(TradingSchedule asked) {
        Map<String, String> before = store.on(asked.validFrom()).stream()
                .filter(each -> asked.pairs().isEmpty()
                        ? each.schedule().pairs().isEmpty()
                        : each.instrumentId() == asked.pairs().getFirst())
                .findFirst()
                .map(each -> shown(each.schedule()))
                .orElse(Map.of());
        return json.writeValueAsString(Map.of("before", before, "after", shown(asked)));
    }

    private Map<String, String> shown(TradingSchedule schedule) {
        Map<String, String> shown = new TreeMap<>();
        shown.put("name", schedule.name());
        shown.put("validFrom", schedule.validFrom().toString());
        shown.put("pairs", schedule.pairs().stream().map(ids::of).collect(Collectors.joining(", ")));
        schedule.hours()
                .steps()
                .forEach(due -> shown.put(due.step().name(), due.at().toString()));
        return shown;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> deciders() {
        return Set.of(Role.MARKET_SUPERVISOR.name(), Role.APPROVER.name());
    }

    @Override
    public void approved(Approval approval) {
        long second = Objects.requireNonNull(approval.decidedPerson());
        store.decided(number(approval), TradingSchedule.State.IN_FORCE, second, clock.instant());
    }

    @Override
    public void declined(Approval approval) {
        store.decided(number(approval), TradingSchedule.State.DECLINED, null, clock.instant());
    }

    private static long number(Approval approval) {
        return Long.parseLong(approval.subject().substring(SUBJECT.length()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
