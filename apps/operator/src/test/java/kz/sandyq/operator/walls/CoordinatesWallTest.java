package kz.sandyq.operator.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Whatever leaves the deployment says of which cluster it is; an asset says of which issue and platform. */
class CoordinatesWallTest extends MarketTest {
    /** A document is named below what it belongs to, by its own number. */
    // Documents and persons have no address of their own: they are read below what they belong to.
    private static final Pattern ID =
            Pattern.compile("\"(id|(?!documentId|examinerPersonId)\\w+Id)\":(\"[^\"]*\"|[0-9]+)");

    @Test
    void everyPublicIdBeginsWithTheNumberOfTheCluster() throws Exception {
        Client issuer = issuer();
        long issue = note(issuer);
        int seen = 0;
        for (String path :
                List.of("/clients", "/accounts?clientId=1-" + issuer.relation(), "/issues", "/issue-applications")) {
            Answer answer = get(officer.token(), path).good();
            Matcher id = ID.matcher(answer.body());
            while (id.find()) {
                assertThat(id.group(2)).as(path + " " + id.group(1)).matches("\"1-[1-9][0-9]*\"");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(5);
        assertThat(get(officer.token(), "/issues/1-" + issue).good().at("$.id")).isEqualTo("1-" + issue);
    }

    @Test
    void anIdOfAnotherClusterIsNotFoundHere() throws Exception {
        long issue = note(issuer());
        for (String other : List.of("2-" + issue, String.valueOf(issue), "1-" + issue + "x", "1--" + issue, "1-")) {
            assertThat(get(officer.token(), "/issues/" + other).code())
                    .as(other)
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void everyAnswerOfTheApiNamesTheClusterOfItsSequences() throws Exception {
        web.perform(MockMvcRequestBuilders.get("/api/v1/me").header("Authorization", officer.bearer()))
                .andExpect(header().string("Sandyq-Cluster", "1"));
        web.perform(MockMvcRequestBuilders.get("/api/v1/me")).andExpect(header().string("Sandyq-Cluster", "1"));
    }

    @Test
    void anAssetSaysItsIssueItsOriginAndItsPlace() throws Exception {
        long issue = note(issuer());
        assertThat(database.sql("select issue_id || ' ' || origin_platform || ' ' || place from readmodel.asset"
                                + " where asset_id = :issue")
                        .param("issue", issue)
                        .query(String.class)
                        .single())
                .isEqualTo(issue + " 1 1");
        assertThat(database.sql("select column_name from information_schema.columns where table_schema = 'readmodel'"
                                + " and table_name = 'asset' and is_nullable = 'NO'")
                        .query(String.class)
                        .list())
                .contains("asset_id", "issue_id", "origin_platform", "place", "sequence");
    }
}
