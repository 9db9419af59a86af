package kz.sandyq.operator.command;

import java.util.UUID;

/**
 * Who asks for a command and under which key.
 *
 * @param clientId who chose the key, such as an API client or {@code operator}
 * @param idempotencyKey UUID of version 7
 * @param actorRef opaque reference of who sends, 0 for the system itself
 * @param firstPersonRef natural person who proposed, 0 for none
 * @param secondPersonRef natural person who approved, 0 for none
 */
public record CommandContext(
        String clientId, UUID idempotencyKey, long actorRef, long firstPersonRef, long secondPersonRef) {}
