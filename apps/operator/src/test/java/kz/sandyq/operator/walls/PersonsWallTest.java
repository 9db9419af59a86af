package kz.sandyq.operator.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.sandyq.operator.Answer;
import kz.sandyq.operator.MarketTest;
import kz.sandyq.platform.login.Role;
import org.junit.jupiter.api.Test;

/** Person, login, client relation and wallet are four things, and every account belongs to a wallet. */
class PersonsWallTest extends MarketTest {
    @Test
    void oneManWithTwoLoginsOneRelationAndThreeWallets() throws Exception {
        Client aigul = investor();
        Client bolat = investor();
        User another = userOf(aigul.user().personId(), Role.CLIENT);
        String her = "1-" + aigul.relation();
        String his = "1-" + bolat.relation();

        assertThat(count("platform.person where national_id = '" + aigul.nationalId() + "'"))
                .isEqualTo(1);
        assertThat(count("platform.login where person_id = " + aigul.user().personId()))
                .isEqualTo(2);
        assertThat(count("operator.client_relation where person_id = "
                        + aigul.user().personId()))
                .isEqualTo(1);
        assertThat(get(aigul.token(), "/me").good().at("$.clientId")).isEqualTo(her);
        assertThat(get(another.token(), "/me").good().at("$.clientId")).isEqualTo(her);

        Answer joint = wallet("JOINT", holder(her, 1, 3), holder(his, 2, 3)).good();
        assertThat(joint.at("$.walletKind")).isEqualTo("KEPT_HERE");
        assertThat(joint.at("$.holders[1].shareNumerator")).isEqualTo("2");
        wallet("NOMINEE_UNDISCLOSED", holder(her, 1, 1)).good();
        assertThat(get(officer.token(), "/wallets?clientId=" + her).good().at("$.length()"))
                .isEqualTo("3");
        long number = Long.parseLong(joint.at("$.id").replaceFirst("1-", ""));
        until(() -> number("select coalesce(core_wallet_id, 0) from operator.wallet where id = ", number) > 0);
        long core = number("select core_wallet_id from operator.wallet where id = ", number);
        until(() -> count("readmodel.wallet_holder where wallet_id = " + core) == 2);
        assertThat(count("readmodel.wallet where wallet_id = " + core
                        + " and wallet_kind = 'KEPT_HERE' and holding_kind = 'JOINT' and key_ref = 0"))
                .isEqualTo(1);
    }

    @Test
    void holdersAndSharesHaveToFitTheKindOfHolding() throws Exception {
        String her = "1-" + investor().relation();
        String his = "1-" + investor().relation();
        assertThat(wallet("JOINT", holder(her, 1, 2), holder(his, 1, 3)).code()).isEqualTo("SHARES_NOT_WHOLE");
        assertThat(wallet("JOINT", holder(her, 1, 2), holder(her, 1, 2)).code()).isEqualTo("HOLDERS_NOT_FIT");
        assertThat(wallet("JOINT", holder(her, 1, 1)).code()).isEqualTo("HOLDERS_NOT_FIT");
        assertThat(wallet("SOLE", holder(her, 1, 2), holder(his, 1, 2)).code()).isEqualTo("HOLDERS_NOT_FIT");
        assertThat(wallet("NOMINEE_UNDISCLOSED", holder(her, 1, 2), holder(his, 1, 2))
                        .code())
                .isEqualTo("HOLDERS_NOT_FIT");
        assertThat(wallet("SOMEBODYS", holder(her, 1, 1)).code()).isEqualTo("HOLDERS_NOT_FIT");
        wallet("NOMINEE_DISCLOSED", holder(her, 1, 2), holder(his, 1, 2)).good();
    }

    @Test
    void theSchemaHasNoAccountWithoutAWalletAndKnowsWhereAWalletIsKept() {
        for (String column : List.of("operator.client_account.wallet_id", "readmodel.account.wallet_id")) {
            assertThat(nullable(column)).as(column).isEqualTo("NO");
        }
        for (String column : List.of(
                "operator.wallet.wallet_kind",
                "operator.wallet.holding_kind",
                "operator.wallet.key_ref",
                "readmodel.wallet.wallet_kind",
                "readmodel.wallet.key_ref",
                "operator.wallet_holder.share_numerator")) {
            assertThat(nullable(column)).as(column).isEqualTo("NO");
        }
        assertThat(text("select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint"
                        + " where conrelid = 'operator.wallet'::regclass"))
                .contains("KEPT_HERE", "OTHER_PROVIDER", "SELF_HELD", "NOMINEE_UNDISCLOSED");
        assertThat(count("readmodel.account a where not exists (select 1 from readmodel.wallet w"
                        + " where w.wallet_id = a.wallet_id)"))
                .isZero();
    }

    private Answer wallet(String kind, String... holders) throws Exception {
        return post(
                officer.token(),
                "/wallets",
                "{\"holdingKind\":\"%s\",\"holders\":[%s]}".formatted(kind, String.join(",", holders)));
    }

    private static String holder(String client, int numerator, int denominator) {
        return "{\"clientId\":\"%s\",\"shareNumerator\":%d,\"shareDenominator\":%d}"
                .formatted(client, numerator, denominator);
    }

    private String nullable(String column) {
        String[] names = column.split("\\.");
        return text("select is_nullable from information_schema.columns where table_schema = '%s' and table_name = '%s'"
                        .formatted(names[0], names[1])
                + " and column_name = '" + names[2] + "'");
    }
}
