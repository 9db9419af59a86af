package kz.sandyq.demo.sample;

import java.io.IOException;
import java.util.Locale;
import kz.sandyq.demo.start.DataDirectory;
import kz.sandyq.platform.i18n.ConsoleText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes the sample market beside the running application, once for a data directory. */
@Component
@Order(20)
class SampleMarket implements ApplicationRunner, ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(SampleMarket.class);
    private static final int DEALS_MAX = 2_000;
    private static final int SECONDS_MAX = 60;

    private final DataDirectory data;
    private final DemoLogins logins;
    private final SampleProgress progress;
    private final Environment environment;
    private final int deals;
    private final int seconds;
    private final ConsoleText text = new ConsoleText("messages/demo", Locale.getDefault());
    private final Thread maker =
            Thread.ofPlatform().name("sample-market").daemon().unstarted(this::make);
    private volatile boolean stopping;

    SampleMarket(
            DataDirectory data,
            DemoLogins logins,
            SampleProgress progress,
            Environment environment,
            @Value("${sandyq.demo.deals:2000}") int deals,
            @Value("${sandyq.demo.seconds:60}") int seconds) {
        this.data = data;
        this.logins = logins;
        this.progress = progress;
        this.environment = environment;
        this.deals = Math.clamp(deals, 0, DEALS_MAX);
        this.seconds = Math.clamp(seconds, 1, SECONDS_MAX);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (progress.view().running()) {
            maker.start();
        }
    }

    private void make() {
        long began = System.nanoTime();
        String address = "http://localhost:" + environment.getRequiredProperty("local.server.port");
        try (ApiDoor door = new ApiDoor(address)) {
            int made = new SampleStory(door, logins.passwords(), progress).tell(deals, seconds);
            data.sampleEnds();
            progress.ready(made);
            long took = (System.nanoTime() - began) / 1_000_000_000;
            System.out.println(text.of("demo.start.sampleReady", made, took));
        } catch (IOException | RuntimeException fault) {
            if (!stopping) {
                LOG.error("the sample market could not be made", fault);
                progress.failed(String.valueOf(fault.getMessage()));
                System.out.println(text.of("demo.start.sampleFailed", String.valueOf(fault.getMessage())));
            }
        }
    }

    /** Before anything is closed: what is not finished is made anew at the next start. */
    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
        stopping = true;
        maker.interrupt();
        try {
            maker.join(5_000);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
