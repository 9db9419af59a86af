package kz.sandyq.operator.acts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.acts.Papers.PaperView;
import kz.sandyq.platform.api.Page;
import kz.sandyq.platform.list.Keyset;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.platform.web.FrameNotice;
import kz.sandyq.protocol.sbe.Activity;
import kz.sandyq.protocol.sbe.PlatformStatus;
import kz.sandyq.readmodel.PlatformQueries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What each activity of the operator may still do: for everybody now, for the staff with its history. */
@Controller
@LegalBasis("LAW-7.7")
class ServiceStatus implements FrameNotice {
    private static final int LIMIT_MAX = 200;

    private final PlatformQueries queries;
    private final Papers papers;
    private final CurrentActor actor;

    ServiceStatus(PlatformQueries queries, Papers papers, CurrentActor actor) {
        this.queries = queries;
        this.papers = papers;
        this.actor = actor;
    }

    /**
     * A status.
     *
     * @param since absent when it was never set: open from the beginning
     */
    record StatusView(
            Activity activity,
            PlatformStatus status,
            @Nullable Instant since,
            @Nullable Long sequence,
            @Nullable PaperView ground) {}

    @GetMapping("/api/v1/platform-status")
    @ResponseBody
    List<StatusView> now() {
        Map<String, PlatformQueries.Status> set =
                queries.now().stream().collect(Collectors.toMap(PlatformQueries.Status::activity, Function.identity()));
        return Arrays.stream(Activity.values())
                .filter(each -> each != Activity.NULL_VAL)
                .map(each -> {
                    PlatformQueries.Status status = set.get(each.name());
                    return status == null ? new StatusView(each, PlatformStatus.OPEN, null, null, null) : view(status);
                })
                .toList();
    }

    @GetMapping("/api/v1/platform-status/history")
    @ResponseBody
    Page<StatusView> history(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        return page(cursor, Math.clamp(limit, 1, LIMIT_MAX));
    }

    @GetMapping("/desk/platform-status")
    String page(@RequestParam(defaultValue = "") String cursor, Model model) {
        model.addAttribute("now", now());
        model.addAttribute("page", page(cursor, Page.SIZE));
        model.addAttribute("mayPropose", actor.get().has(ActRoom.STATUS.proposer()));
        return "acts/platform-status";
    }

    private Page<StatusView> page(String cursor, int size) {
        long before = Keyset.numberIn(cursor, Long.MAX_VALUE);
        return Page.of(queries.history(before, size + 1), size, queries.count(), row -> Keyset.of(row.sequence()))
                .map(this::view);
    }

    private StatusView view(PlatformQueries.Status row) {
        return new StatusView(
                Activity.valueOf(row.activity()),
                PlatformStatus.valueOf(row.status()),
                row.since(),
                row.sequence(),
                papers.of(row.ground()));
    }

    @Override
    public List<String> keys() {
        return queries.now().stream()
                .filter(each -> !each.status().equals(PlatformStatus.OPEN.name()))
                .map(each -> "acts.band." + each.activity() + "." + each.status())
                .toList();
    }
}
