package kz.sandyq.operator.issuance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.sandyq.operator.command.CommandAnswerHandler;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.command.CommandOutbox;
import kz.sandyq.operator.command.CommandReply;
import kz.sandyq.operator.command.LogRules;
import kz.sandyq.operator.command.RequestKeys;
import kz.sandyq.platform.PlatformConfiguration;
import kz.sandyq.platform.approval.FourEyes;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.Capacities;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Header;
import kz.sandyq.protocol.command.Key;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Issuance and placement over a real database; what lies beyond them is kept in lists and answered by the test. */
@EnableAutoConfiguration
@ComponentScan({
    "kz.sandyq.operator.issuance",
    "kz.sandyq.operator.placement",
    "kz.sandyq.operator.proof",
    "kz.sandyq.operator.facts"
})
@Import({PlatformConfiguration.class, IssuanceApplication.Approving.class, RequestKeys.class, LogRules.class})
public class IssuanceApplication {
    static final long ISSUER_ACCOUNT = 20;
    static final long CLIENT_ACCOUNT = 30;
    static final long UNSOLD_ACCOUNT = 40;
    static final long MONEY = 1;

    @Bean
    World world() {
        return new World();
    }

    @Bean
    Capacities capacities(World world) {
        return person -> Optional.ofNullable(world.relations.get(person)).stream()
                .map(relation -> new Capacities.Capacity(relation, "client " + relation))
                .toList();
    }

    @Bean
    OperatorRegistration operatorRegistration() {
        return new OperatorRegistration() {
            @Override
            public String number() {
                return "KZ-DFA-001";
            }

            @Override
            public String bin() {
                return Sample.OPERATOR_BIN;
            }

            @Override
            public int clusterNumber() {
                return 1;
            }
        };
    }

    /** Approves as whoever calls. */
    @RestController
    static class Approving {
        private final FourEyes fourEyes;

        Approving(FourEyes fourEyes) {
            this.fourEyes = fourEyes;
        }

        @PostMapping("/api/v1/approvals/of-test/{id}")
        void approve(@PathVariable long id) {
            fourEyes.approve(id, 0);
        }
    }

    /** Clients, the core and its read model, as the test sets them. */
    static final class World implements ClientDirectory, CommandOutbox, CommandGateway {
        final Map<Long, Long> relations = new HashMap<>();
        final Map<Long, IssuerFacts> issuers = new HashMap<>();
        final List<Sent> sent = new ArrayList<>();
        final List<Sent> submitted = new ArrayList<>();
        CommandReply nextReply = new CommandReply(1, 0, 1, 0);

        /** A command on its way. */
        record Sent(String type, long objectId, CommandContext context, int template) {}

        @Override
        public Optional<IssuerFacts> issuer(long clientRelationId) {
            return Optional.ofNullable(issuers.get(clientRelationId));
        }

        @Override
        public Optional<Long> account(long clientRelationId, Capacity capacity) {
            return Optional.of(capacity == Capacity.ISSUER ? ISSUER_ACCOUNT : CLIENT_ACCOUNT + clientRelationId);
        }

        @Override
        public List<Long> accounts(long clientRelationId) {
            return List.of(CLIENT_ACCOUNT + clientRelationId);
        }

        @Override
        public Optional<Long> relationOfAccount(long accountId) {
            return accountId > CLIENT_ACCOUNT ? Optional.of(accountId - CLIENT_ACCOUNT) : Optional.empty();
        }

        @Override
        public long enqueue(String type, long objectId, CommandContext context, CommandBody body) {
            sent.add(new Sent(type, objectId, context, template(context, body)));
            return sent.size();
        }

        @Override
        public CommandReply submit(CommandContext context, CommandBody body) {
            submitted.add(new Sent("", 0, context, template(context, body)));
            if (nextReply.rejectCode() != 0) {
                throw new RefusedException("OUTSIDE_WINDOW");
            }
            return nextReply;
        }

        void answer(List<CommandAnswerHandler> handlers, CommandReply reply) {
            Sent last = sent.getLast();
            handlers.stream()
                    .filter(each -> each.objectType().equals(last.type()))
                    .findFirst()
                    .orElseThrow()
                    .answered(last.objectId(), reply);
        }

        private static int template(CommandContext context, CommandBody body) {
            var buffer = new UnsafeBuffer(new byte[CommandBody.MAX_LENGTH]);
            var header = new Header(
                    Key.ofRequest(context.clientId(), context.idempotencyKey()),
                    context.actorRef(),
                    context.firstPersonRef(),
                    context.secondPersonRef(),
                    new byte[32],
                    new byte[16]);
            body.encode(buffer, 0, header);
            return new MessageHeaderDecoder().wrap(buffer, 0).templateId();
        }
    }

    @Bean
    @Primary
    FakeMarket fakeMarket() {
        return new FakeMarket();
    }

    /** The state of the core as the test says it is. */
    static final class FakeMarket implements MarketView {
        final Map<Long, IssueState> issues = new HashMap<>();
        final Map<Long, PlacementState> placements = new HashMap<>();
        final Map<Long, RedemptionState> redemptions = new HashMap<>();
        final List<SubscriptionState> subscriptions = new ArrayList<>();
        final List<Payment> payments = new ArrayList<>();
        final Map<List<Long>, Long> available = new HashMap<>();

        @Override
        public Optional<Long> assetByCode(String code) {
            return code.equals("KZT") ? Optional.of(MONEY) : Optional.empty();
        }

        @Override
        public Optional<IssueState> issue(long issueId) {
            return Optional.ofNullable(issues.get(issueId));
        }

        @Override
        public long available(long accountId, long assetId) {
            return available.getOrDefault(List.of(accountId, assetId), 0L);
        }

        @Override
        public Optional<PlacementState> placement(long placementId) {
            return Optional.ofNullable(placements.get(placementId));
        }

        @Override
        public Optional<SubscriptionState> subscription(long subscriptionId) {
            return subscriptions.stream()
                    .filter(each -> each.subscriptionId() == subscriptionId)
                    .findFirst();
        }

        @Override
        public List<SubscriptionState> subscriptions(long placementId, long afterId, int limit) {
            return subscriptions.stream()
                    .filter(each -> each.placementId() == placementId && each.subscriptionId() > afterId)
                    .toList();
        }

        @Override
        public List<SubscriptionState> subscriptionsOf(long accountId, long afterId, int limit) {
            return subscriptions.stream()
                    .filter(each -> each.accountId() == accountId && each.subscriptionId() > afterId)
                    .toList();
        }

        @Override
        public Optional<RedemptionState> redemption(long issueId) {
            return Optional.ofNullable(redemptions.get(issueId));
        }

        @Override
        public Optional<TaskState> task(String kind, long subjectId) {
            return Optional.empty();
        }

        @Override
        public List<Payment> redemptionPayments(long issueId, long from, long before) {
            return payments;
        }
    }
}
