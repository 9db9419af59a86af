package kz.sandyq.operator.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.sandyq.law.LegalBasis;
import kz.sandyq.operator.command.CommandContext;
import kz.sandyq.operator.command.CommandGateway;
import kz.sandyq.operator.issuance.ClientDirectory;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.format.Amounts;
import kz.sandyq.platform.login.Actor;
import kz.sandyq.protocol.command.CommandBody;
import kz.sandyq.protocol.command.Ground;
import kz.sandyq.protocol.command.InstructionCommands;
import kz.sandyq.protocol.command.SettlementLeg;
import kz.sandyq.protocol.sbe.Capacity;
import kz.sandyq.protocol.sbe.SettlementEnd;
import kz.sandyq.readmodel.InstructionQueries;
import kz.sandyq.readmodel.InstructionQueries.Instruction;
import kz.sandyq.readmodel.InstructionQueries.Leg;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What clients do with settlement instructions; what a party gives is reserved when it affirms, never before. */
@Service
@LegalBasis("RUL-47.p1")
@LegalBasis("RUL-47.p2")
class Instructions {
    private static final int LEGS_MAX = 64;

    private final InstructionQueries queries;
    private final JdbcClient database;
    private final ClientDirectory clients;
    private final CommandGateway gateway;
    private final PublicId ids;

    Instructions(JdbcClient database, ClientDirectory clients, CommandGateway gateway, PublicId ids) {
        this.queries = new InstructionQueries(database);
        this.database = database;
        this.clients = clients;
        this.gateway = gateway;
        this.ids = ids;
    }

    /**
     * A leg as it is asked for; all are public ids but the quantity.
     *
     * @param quantity decimal text with the asset's scale
     */
    record LegBody(
            @Nullable String fromAccountId,
            @Nullable String toAccountId,
            @Nullable String assetId,
            @Nullable String quantity) {}

    /** An instruction with what the actor is in it. */
    record Seen(Instruction instruction, List<Leg> legs, List<Long> own, boolean mediator) {
        Seen {
            legs = List.copyOf(legs);
            own = List.copyOf(own);
        }

        /** Own accounts that give and have not agreed yet. */
        List<Long> mayAffirm() {
            return !instruction.open()
                    ? List.of()
                    : legs.stream()
                            .filter(leg -> !leg.affirmed() && own.contains(leg.fromAccountId()))
                            .map(Leg::fromAccountId)
                            .distinct()
                            .toList();
        }

        boolean maySettle() {
            return mediator && instruction.status().equals("AFFIRMED");
        }
    }

    /**
     * Proposes legs that settle together or not at all; the proposer is a party.
     *
     * @param mediator client who settles it, null when it settles with the last affirmation
     * @return id of the instruction
     */
    long propose(Actor actor, @Nullable Instant deadline, @Nullable String mediator, List<LegBody> asked, UUID key) {
        if (deadline == null) {
            throw new RefusedException("FIELD_REQUIRED").field("deadline");
        }
        if (asked.isEmpty()) {
            throw new RefusedException("FIELD_REQUIRED").field("legs");
        }
        if (asked.size() > LEGS_MAX) {
            throw new RefusedException("TOO_MANY_LEGS", LEGS_MAX).field("legs");
        }
        List<SettlementLeg> legs = asked.stream().map(this::leg).toList();
        List<Long> own = accounts(actor);
        if (legs.stream().noneMatch(leg -> own.contains(leg.fromAccountId()) || own.contains(leg.toAccountId()))) {
            throw new RefusedException("NOT_A_PARTY").field("legs");
        }
        long mediatorRef = mediator == null || mediator.isBlank() ? 0 : mediator(mediator);
        return submit(
                actor,
                key,
                InstructionCommands.proposeSettlement(deadline.toEpochMilli(), mediatorRef, legs, Ground.NONE));
    }

    /**
     * Agrees for an account to everything that it gives.
     *
     * @param publicId the account; blank for the first of the actor's that has not agreed yet
     */
    void affirm(Actor actor, long instructionId, @Nullable String publicId, UUID key) {
        Seen seen = own(actor, instructionId);
        long account;
        if (publicId == null || publicId.isBlank()) {
            account =
                    seen.mayAffirm().stream().findFirst().orElseThrow(() -> new RefusedException("NOTHING_TO_AFFIRM"));
        } else {
            account = ids.parse(publicId);
            if (!seen.own().contains(account)) {
                throw RefusedException.notFound();
            }
        }
        submit(actor, key, InstructionCommands.affirmSettlement(instructionId, account));
    }

    /** Settles as its mediator. */
    void settle(Actor actor, long instructionId, UUID key) {
        Seen seen = own(actor, instructionId);
        if (!seen.mediator()) {
            throw new RefusedException("NOT_THE_MEDIATOR").status(403);
        }
        submit(actor, key, end(seen, SettlementEnd.SETTLE));
    }

    /** Cancels as its mediator or as a party. */
    void cancel(Actor actor, long instructionId, UUID key) {
        submit(actor, key, end(own(actor, instructionId), SettlementEnd.CANCEL));
    }

    private static CommandBody end(Seen seen, SettlementEnd end) {
        Instruction instruction = seen.instruction();
        long account = seen.mediator()
                ? 0
                : seen.legs().stream()
                        .flatMap(leg -> List.of(leg.fromAccountId(), leg.toAccountId()).stream())
                        .filter(seen.own()::contains)
                        .findFirst()
                        .orElseThrow(RefusedException::notFound);
        return InstructionCommands.endSettlement(
                instruction.instructionId(),
                end,
                seen.mediator() ? instruction.mediatorRef() : 0,
                account,
                Ground.NONE);
    }

    /** An instruction of the actor's own; not found when he is neither a party nor its mediator. */
    Seen own(Actor actor, long instructionId) {
        Seen seen = seen(actor, queries.find(instructionId).orElseThrow(RefusedException::notFound));
        boolean party = seen.legs().stream()
                .anyMatch(leg ->
                        seen.own().contains(leg.fromAccountId()) || seen.own().contains(leg.toAccountId()));
        if (!party && !seen.mediator()) {
            throw RefusedException.notFound();
        }
        return seen;
    }

    /** An instruction as the actor sees it. */
    Seen seen(Actor actor, Instruction instruction) {
        long relation = actor.clientRelationId().orElse(0L);
        return new Seen(
                instruction,
                queries.legs(instruction.instructionId()),
                relation == 0 ? List.of() : accounts(actor),
                relation != 0 && instruction.mediatorRef() == relation);
    }

    /** The actor's accounts in the core. */
    List<Long> accounts(Actor actor) {
        long relation = relation(actor);
        List<Long> all = new ArrayList<>(clients.accounts(relation));
        clients.account(relation, Capacity.ISSUER).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The client for whom the actor acts; refuses with NO_CLIENT_RELATION (403). */
    static long relation(Actor actor) {
        return actor.clientRelationId().orElseThrow(() -> new RefusedException("NO_CLIENT_RELATION").status(403));
    }

    private SettlementLeg leg(LegBody body) {
        long asset = number(body.assetId());
        int scale = database.sql("select scale from readmodel.asset where asset_id = :id")
                .param("id", asset)
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> unknown(body.assetId()));
        long quantity = quantity(text(body.quantity()), scale);
        return new SettlementLeg(number(body.fromAccountId()), number(body.toAccountId()), asset, quantity);
    }

    private long number(@Nullable String publicId) {
        try {
            return ids.parse(text(publicId));
        } catch (RefusedException noPublicId) {
            throw unknown(publicId);
        }
    }

    private static RefusedException unknown(@Nullable String publicId) {
        return new RefusedException("OBJECT_NOT_KNOWN", text(publicId)).field("legs");
    }

    private static long quantity(String text, int scale) {
        try {
            long quantity = Amounts.minor(text, scale);
            if (quantity <= 0) {
                throw new RefusedException("AMOUNT_NOT_POSITIVE");
            }
            return quantity;
        } catch (RefusedException notAQuantity) {
            throw notAQuantity.field("legs");
        }
    }

    private long mediator(String publicId) {
        long relation = ids.parse(publicId.strip());
        return database.sql("select id from operator.client_relation where id = :id and status = 'ACTIVE'")
                .param("id", relation)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new RefusedException("OBJECT_NOT_KNOWN", publicId).field("mediator"));
    }

    private long submit(Actor actor, UUID key, CommandBody body) {
        return gateway.submit(new CommandContext("login:" + actor.loginId(), key, actor.personId(), 0, 0), body)
                .resultId();
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
