package kz.sandyq.demo.sample;

import java.io.IOException;
import kz.sandyq.demo.start.DataDirectory;
import org.springframework.stereotype.Component;

/** How far the production of the sample market is. */
@Component
public class SampleProgress {
    private volatile View view;

    SampleProgress(DataDirectory data) throws IOException {
        view = data.sampleReady() ? new View(Step.READY, 100, 0, "") : new View(Step.BEGINNING, 0, 0, "");
    }

    /** Parts of the production, with the share of the whole at which each begins, percent. */
    public enum Step {
        BEGINNING(0),
        SETTINGS(2),
        CLIENTS(6),
        MONEY(20),
        ISSUES(26),
        PLACEMENT(36),
        TRADING(44),
        READY(100),
        FAILED(100);

        private final int fromPercent;

        Step(int fromPercent) {
            this.fromPercent = fromPercent;
        }

        private int toPercent() {
            return this == FAILED || this == READY ? 100 : values()[ordinal() + 1].fromPercent;
        }
    }

    /**
     * What to show.
     *
     * @param percent 0 to 100
     * @param deals deals made so far
     * @param fault why it failed, empty otherwise
     */
    public record View(Step step, int percent, int deals, String fault) {
        /** Whether the market is still being made. */
        public boolean running() {
            return step != Step.READY && step != Step.FAILED;
        }
    }

    public View view() {
        return view;
    }

    /** The step has done {@code done} of {@code total} of its work. */
    synchronized void at(Step step, int done, int total) {
        int width = step.toPercent() - step.fromPercent;
        view = new View(step, step.fromPercent + width * done / total, view.deals(), "");
    }

    synchronized void deals(int deals) {
        View before = view;
        view = new View(before.step(), before.percent(), deals, before.fault());
    }

    synchronized void ready(int deals) {
        view = new View(Step.READY, 100, deals, "");
    }

    synchronized void failed(String fault) {
        view = new View(Step.FAILED, view.percent(), view.deals(), fault);
    }
}
