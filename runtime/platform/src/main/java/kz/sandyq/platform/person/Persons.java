package kz.sandyq.platform.person;

import java.sql.Timestamp;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.platform.audit.Audit;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.person.Person.Kind;
import kz.sandyq.platform.time.SandyqClock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The persons known here. Nobody is kept twice: a national number and a foreign document are each unique. */
@Component
public class Persons {
    private final JdbcClient database;
    private final SandyqClock clock;
    private final Audit audit;

    Persons(JdbcClient database, SandyqClock clock, Audit audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Records a person with an IIN or BIN.
     *
     * @throws RefusedException NATIONAL_ID_NOT_VALID, PERSON_NAME_REQUIRED, PERSON_EXISTS
     */
    @Transactional
    public long add(Kind kind, String nationalId, String name) {
        return insert(kind, checked(kind, nationalId), null, null, name);
    }

    /**
     * Records a foreigner by the document of his country.
     *
     * @throws RefusedException FOREIGN_ID_NOT_VALID, PERSON_NAME_REQUIRED, PERSON_EXISTS
     */
    @Transactional
    public long addForeign(Kind kind, String country, String foreignId, String name) {
        String code = country.strip().toUpperCase(Locale.ROOT);
        String number = foreignId.strip().toUpperCase(Locale.ROOT);
        if (!Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)
                || !number.matches("[A-Z0-9/-]{1,64}")) {
            throw new RefusedException("FOREIGN_ID_NOT_VALID").field("foreignId");
        }
        return insert(kind, null, code, number, name);
    }

    /** The person of this id. */
    public Optional<Person> find(long id) {
        return one("id = :value", id);
    }

    /** The person with this IIN or BIN. */
    public Optional<Person> byNationalId(String nationalId) {
        return one("national_id = :value", nationalId.strip());
    }

    private static String checked(Kind kind, String nationalId) {
        boolean organisation = kind == Kind.ORGANISATION;
        return NationalId.parse(nationalId)
                .filter(id -> organisation ? id.bin() : id.iin())
                .map(NationalId::value)
                .orElseThrow(() -> new RefusedException("NATIONAL_ID_NOT_VALID").field("nationalId"));
    }

    private long insert(
            Kind kind, @Nullable String nationalId, @Nullable String country, @Nullable String foreignId, String name) {
        if (name.isBlank() || name.strip().length() > 300) {
            throw new RefusedException("PERSON_NAME_REQUIRED").field("name");
        }
        boolean known = database.sql("""
                        select count(*) from platform.person
                        where national_id = :national or (foreign_country = :country and foreign_id = :foreign)
                        """)
                        .param("national", nationalId)
                        .param("country", country)
                        .param("foreign", foreignId)
                        .query(Long.class)
                        .single()
                > 0;
        if (known) {
            throw new RefusedException("PERSON_EXISTS");
        }
        try {
            long id = database.sql("""
                            insert into platform.person
                                (kind, national_id, foreign_country, foreign_id, name, created_at)
                            values (:kind, :national, :country, :foreign, :name, :now) returning id
                            """)
                    .param("kind", kind.name())
                    .param("national", nationalId)
                    .param("country", country)
                    .param("foreign", foreignId)
                    .param("name", name.strip())
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .single();
            audit.record("PERSON_RECORDED", "person:" + id, Map.of("kind", kind.name()));
            return id;
        } catch (DuplicateKeyException meanwhile) {
            throw new RefusedException("PERSON_EXISTS");
        }
    }

    private Optional<Person> one(String where, Object value) {
        return database.sql(
                        "select id, kind, national_id, foreign_country, foreign_id, name from platform.person where "
                                + where)
                .param("value", value)
                .query((row, number) -> new Person(
                        row.getLong("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("national_id"),
                        row.getString("foreign_country"),
                        row.getString("foreign_id"),
                        row.getString("name")))
                .optional();
    }
}
