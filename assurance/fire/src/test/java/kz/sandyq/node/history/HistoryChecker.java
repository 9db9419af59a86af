package kz.sandyq.node.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.sandyq.node.history.Operation.Answer;
import kz.sandyq.node.history.Register.Decided;
import kz.sandyq.node.history.Register.KeyBits;

/** Finds what cannot be in a right history. It knows nothing of how the cluster works. */
public final class HistoryChecker {
    private static final int TOLD_AT_MOST = 20;

    private final Map<Long, Long> opening;
    private final List<String> faults = new ArrayList<>();
    private int count;

    private HistoryChecker(Map<Long, Long> opening) {
        this.opening = opening;
    }

    /**
     * Judges a history.
     *
     * @param opening balances before the first operation, by account, minor units
     * @param operations of all clients, in any order
     * @param register at the end
     * @return what is wrong, at most 20 faults and how many more; empty when nothing is
     */
    public static List<String> faults(Map<Long, Long> opening, List<Operation> operations, Register register) {
        HistoryChecker checker = new HistoryChecker(opening);
        checker.answers(operations, register);
        checker.balances(operations, register);
        checker.order(operations);
        if (checker.count > TOLD_AT_MOST) {
            checker.faults.add("and " + (checker.count - TOLD_AT_MOST) + " more");
        }
        return checker.faults;
    }

    private void fault(String what) {
        if (++count <= TOLD_AT_MOST) {
            faults.add(what);
        }
    }

    private void answers(List<Operation> operations, Register register) {
        int sent = 0;
        for (Operation each : operations) {
            List<Decided> decided = register.of(KeyBits.of(each.key()));
            sent += decided.isEmpty() ? 0 : 1;
            if (decided.size() > 1) {
                fault("TWICE: " + each + " was decided as " + decided);
            }
            Answer told = each.answer();
            if (told != null && decided.isEmpty()) {
                fault("LOST: " + each + " is in no register");
            } else if (told != null && !decided.contains(new Decided(told.sequence(), told.rejectCode()))) {
                fault("CHANGED: " + each + " was decided as " + decided);
            }
        }
        if (register.size() > sent) {
            fault("UNSENT: " + register.size() + " keys were decided, of them " + sent + " were sent");
        }
    }

    private void balances(List<Operation> operations, Register register) {
        Map<Long, Long> expected = new HashMap<>(opening);
        for (Operation each : operations) {
            boolean carriedOut =
                    register.of(KeyBits.of(each.key())).stream().anyMatch(decided -> decided.rejectCode() == 0);
            if (carriedOut) {
                expected.merge(each.fromAccount(), -each.amountMinor(), Math::addExact);
                expected.merge(each.toAccount(), each.amountMinor(), Math::addExact);
            }
        }
        expected.forEach((account, minor) -> {
            long held = register.balances().getOrDefault(account, 0L);
            if (held != minor) {
                fault("BALANCE: account " + account + " has " + held + ", its operations make " + minor);
            }
        });
        long before = sum(opening);
        long after = sum(register.balances());
        if (before != after) {
            fault("MONEY: there was " + before + ", there is " + after);
        }
    }

    private static long sum(Map<Long, Long> balances) {
        return balances.values().stream().reduce(0L, Math::addExact);
    }

    /** What was sent after another's answer had come is decided after it. */
    private void order(List<Operation> operations) {
        List<Operation> told = operations.stream()
                .filter(each -> each.answer() != null)
                .sorted(Comparator.comparingLong(each -> toldNs(each)))
                .toList();
        List<Operation> sent = told.stream()
                .sorted(Comparator.comparingLong(Operation::sentNs))
                .toList();
        long highest = 0;
        int next = 0;
        for (Operation each : sent) {
            while (next < told.size() && toldNs(told.get(next)) < each.sentNs()) {
                highest = Math.max(highest, sequence(told.get(next)));
                next++;
            }
            if (sequence(each) <= highest) {
                fault("ORDER: " + each + " was sent after the answer of sequence " + highest);
            }
        }
    }

    private static long toldNs(Operation operation) {
        Answer told = operation.answer();
        return told == null ? Long.MAX_VALUE : told.toldNs();
    }

    private static long sequence(Operation operation) {
        Answer told = operation.answer();
        return told == null ? 0 : told.sequence();
    }
}
