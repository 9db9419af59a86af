package kz.sandyq.operator.settings;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.sandyq.operator.issuance.OperatorRegistration;
import kz.sandyq.platform.login.Activities;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deployment: written once from its start-up settings; its activities as two persons entered them. */
@Component
@Order(1)
class Deployment implements OperatorRegistration, Activities, ApplicationRunner {
    private final JdbcClient database;
    private final SandyqClock clock;
    private final String name;
    private final String bin;
    private final int clusterNumber;

    Deployment(
            JdbcClient database,
            SandyqClock clock,
            @Value("${sandyq.operator.name:Sandyq}") String name,
            @Value("${sandyq.operator.bin:}") String bin,
            @Value("${sandyq.cluster.number:1}") int clusterNumber) {
        this.database = database;
        this.clock = clock;
        this.name = name;
        this.bin = bin;
        this.clusterNumber = clusterNumber;
    }

    /** An entry in a register of the National Bank. */
    record Entry(
            String activity,
            String number,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    @Override
    public void run(ApplicationArguments arguments) {
        database.sql("""
                        insert into operator.deployment (operator_name, operator_bin, cluster_number, created_at)
                        values (:name, :bin, :cluster, :now) on conflict do nothing""")
                .param("name", name)
                .param("bin", bin)
                .param("cluster", clusterNumber)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        int kept = database.sql("select cluster_number from operator.deployment")
                .query(Integer.class)
                .single();
        if (kept != clusterNumber) {
            throw new IllegalStateException("the data belong to cluster " + kept + ", not to " + clusterNumber);
        }
    }

    @Override
    public String number() {
        return inForce("DFA").map(Entry::number).orElse("");
    }

    @Override
    public String bin() {
        return bin;
    }

    @Override
    public int clusterNumber() {
        return clusterNumber;
    }

    @Override
    public boolean holds(String activity) {
        return inForce(activity).isPresent();
    }

    /** The entry of the activity that is in force today; the latest decision about the day rules. */
    Optional<Entry> inForce(String activity) {
        LocalDate today = clock.today();
        return entries(activity).stream()
                .filter(entry -> !entry.validFrom().isAfter(today))
                .findFirst()
                .filter(entry -> entry.validTo() == null || !entry.validTo().isBefore(today));
    }

    List<Entry> entries(String activity) {
        return database.sql("""
                        select activity, number, valid_from, valid_to from operator.activity_registration
                        where activity = :activity order by valid_from desc, id desc""")
                .param("activity", activity)
                .query((row, number) -> new Entry(
                        row.getString("activity"),
                        row.getString("number"),
                        row.getDate("valid_from").toLocalDate(),
                        Optional.ofNullable(row.getDate("valid_to"))
                                .map(Date::toLocalDate)
                                .orElse(null)))
                .list();
    }

    void enter(Entry entry, long approval) {
        database.sql("""
                        insert into operator.activity_registration
                            (activity, number, valid_from, valid_to, approval, decided_at)
                        values (:activity, :number, :from, :to, :approval, :now)""")
                .param("activity", entry.activity())
                .param("number", entry.number())
                .param("from", entry.validFrom())
                .param("to", entry.validTo())
                .param("approval", approval)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
