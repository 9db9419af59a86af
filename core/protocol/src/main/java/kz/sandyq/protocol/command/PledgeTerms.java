package kz.sandyq.protocol.command;

import kz.sandyq.protocol.sbe.PledgeIncome;

/**
 * What a pledge says besides its quantity and rank.
 *
 * @param pledgeeAccountId account of the pledgee here, 0 when he has none
 * @param incomeTo who earns on what is pledged
 * @param subsequent true when it rests on what earlier pledges of the same balance cover
 */
public record PledgeTerms(long pledgeeAccountId, PledgeIncome incomeTo, boolean subsequent) {
    /** The pledgor earns, the pledgee has no account here, and the units are free of earlier pledges. */
    public static final PledgeTerms NONE = new PledgeTerms(0, PledgeIncome.PLEDGOR, false);
}
