package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Drafts.message;

import java.math.BigInteger;
import java.util.List;
import kz.sandyq.protocol.sbe.DfaKind;
import kz.sandyq.simulator.schema.Bytes;
import kz.sandyq.simulator.schema.Message;
import org.jspecify.annotations.Nullable;

/** Stablecoins of scenes: units of an issue that somebody has by one command. */
final class Coins {
    private static final long ISSUER = 2;

    private final Chance chance;
    private final World world;
    private final Players players;

    Coins(Chance chance, Players players) {
        this.chance = chance;
        this.players = players;
        world = chance.world;
    }

    /** One of which so many units may come, with rules or ready for them. */
    @Nullable
    Issue known(long units) {
        List<Issue> all = world.issues.values().stream()
                .filter(each -> isUsable(each, units))
                .toList();
        return all.isEmpty() ? null : chance.any(all, all.getFirst());
    }

    private boolean isUsable(Issue issue, long units) {
        return issue.isStablecoin()
                && world.permissions.isRuled(issue.id)
                && issue.isAlive()
                && !issue.suspended
                && issue.moneyAsset == Players.MONEY
                && world.account(issue.issuerAccount).activity() == 1
                && issue.factor.equals(BigInteger.ONE)
                && issue.authorised.subtract(issue.outstanding()).compareTo(Numbers.big(units)) >= 0;
    }

    /** Names it, makes it first where there is none, backs it and takes its rules away. */
    void stage(Scene scene, @Nullable Issue known) {
        if (known == null) {
            scene.naming("coin", this::register);
        } else {
            scene.naming("coin", known.id);
        }
        scene.then(() -> message("SetBackingValidUntil")
                .with("issueId", scene.the("coin"))
                .with("backingValidUntilMs", world.logicalNow() + 900_000)
                .with("ground", players.ground()));
        scene.then(() -> rules(scene));
    }

    Message rules(Scene scene) {
        return message("SetIssueRules").with("issueId", scene.the("coin")).with("ground", players.ground());
    }

    static Message mint(Scene scene, long account, long units) {
        return message("MintStablecoin")
                .with("issueId", scene.the("coin"))
                .with("accountId", account)
                .with("quantity", units);
    }

    private Message register() {
        return message("RegisterIssue")
                .with("dfaKind", DfaKind.STABLECOIN.value())
                .with("issuerAccountId", ISSUER)
                .with("moneyAssetId", Players.MONEY)
                .with("nominalMinor", 1)
                .with("authorisedVolume", 5_000)
                .with("baseAssetRequired", 1)
                .with("backingValidUntilMs", world.logicalNow() + 900_000)
                .with("code", chance.code("S"))
                .with("registrationNumber", Bytes.of("S-" + world.sequence()).padded(200))
                .with("ground", players.ground());
    }
}
