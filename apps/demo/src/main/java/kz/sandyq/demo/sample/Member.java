package kz.sandyq.demo.sample;

/**
 * A client of the sample market who has signed in.
 *
 * @param id of the client relation
 * @param accountId the account that holds what he owns
 */
record Member(SampleClient client, ApiUser user, String id, String accountId) {}
