package kz.sandyq.demo.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import kz.sandyq.demo.sample.SampleProgress.Step;

/** How the sample market comes about: every act of it by the public API, by those whose act it is. */
final class SampleStory {
    private static final long SEED = 20_260_101;
    private static final String BOUGHT_AT_PAR = "15000000.00";

    private final ApiDoor door;
    private final Map<String, String> passwords;
    private final SampleProgress progress;

    SampleStory(ApiDoor door, Map<String, String> passwords, SampleProgress progress) {
        this.door = door;
        this.passwords = passwords;
        this.progress = progress;
    }

    /**
     * Makes the market; the clock shows real time at the end.
     *
     * @param deals deals of the history at most
     * @param seconds time for the history at most
     * @return deals made
     */
    int tell(int deals, int seconds) {
        progress.at(Step.SETTINGS, 0, 1);
        Staff staff = Staff.enter(door, passwords);
        SampleClock clock = new SampleClock(staff.administrator());
        LocalDate first = clock.today();
        OpeningStep opening = new OpeningStep(door, staff, first, progress);
        opening.settings();
        List<Member> members = opening.clients(passwords);
        List<Member> investors =
                members.stream().filter(each -> !each.client().issuer()).toList();
        progress.at(Step.MONEY, 0, 1);
        opening.money(investors);

        SequencedMap<SampleIssue, String> issues = issues(staff, first, members);
        List<SampleBook> books = placements(staff, clock, issues, members, investors);
        int made = new TradingStep(clock, books, progress).trade(first.plusDays(1), deals, seconds);

        clock.arrive();
        books.forEach(SampleBook::rest);
        EntryStep entries = new EntryStep(staff, investors, clock.today());
        String note = issues.sequencedValues().getFirst();
        entries.pledge(note);
        entries.transfer(note);
        DeskStep desk = new DeskStep(staff, investors, clock.today());
        String pair = books.getFirst().instrument();
        String money = investors.getFirst().user().get("/instruments/" + pair).text("quoteAssetId");
        desk.tariff(pair, money);
        desk.exchange(note, money);
        members.forEach(each -> each.user().leave());
        staff.leave();
        return made;
    }

    private SequencedMap<SampleIssue, String> issues(Staff staff, LocalDate today, List<Member> members) {
        IssueStep step = new IssueStep(staff, today);
        step.permittedBaseAssets();
        SequencedMap<SampleIssue, String> issues = new LinkedHashMap<>();
        for (SampleIssue issue : SampleIssue.ALL) {
            progress.at(Step.ISSUES, issues.size(), SampleIssue.ALL.size());
            issues.put(issue, step.issue(issue, issuer(issue, members)));
        }
        return issues;
    }

    private List<SampleBook> placements(
            Staff staff,
            SampleClock clock,
            Map<SampleIssue, String> issues,
            List<Member> members,
            List<Member> investors) {
        PlacementStep step = new PlacementStep(staff, investors);
        List<SampleBook> books = new ArrayList<>();
        for (Map.Entry<SampleIssue, String> each : issues.entrySet()) {
            SampleIssue issue = each.getKey();
            progress.at(Step.PLACEMENT, books.size(), issues.size());
            if (issue.stablecoin()) {
                step.buyAtPar(each.getValue(), BOUGHT_AT_PAR);
            } else {
                step.place(issue, each.getValue(), issuer(issue, members), clock.now());
            }
            String pair = step.openBook(issue, each.getValue());
            books.add(new SampleBook(issue, each.getValue(), pair, investors, SEED + books.size()));
        }
        return books;
    }

    private static Member issuer(SampleIssue issue, List<Member> members) {
        return members.stream()
                .filter(each -> each.client().login().equals(issue.issuer()))
                .findFirst()
                .orElseThrow();
    }
}
