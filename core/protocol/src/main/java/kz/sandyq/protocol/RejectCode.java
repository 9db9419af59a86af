package kz.sandyq.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * Why a command changed nothing. Numbers are stable and never reused; each has a text in kk, ru and en
 * ({@code messages/reject_*.properties}) and, where a clause asks for it, the id of that clause.
 */
public enum RejectCode {
    // The command itself
    UNREADABLE_COMMAND(101),
    UNSUPPORTED_VERSION(102),
    KEY_CONTENT_MISMATCH(103),
    TOO_OLD(104),
    KEY_FROM_FUTURE(105),
    SECOND_PERSON_REQUIRED(106),
    NOT_STARTED(107),
    ALREADY_STARTED(108),
    DEMO_ONLY(109),
    CLOCK_NOT_SUSPECT(110),
    CLOCK_OFFSET_BACKWARDS(111),
    CLOCK_CONFIRMATION_STALE(112),
    RULES_UNKNOWN(113),
    LIMIT_NOT_RAISED(114),
    TASK_RUNNING(115),
    GROUND_REQUIRED(116),
    EFFECTIVE_DATE_IN_FUTURE(117),
    FIELD_OUT_OF_RANGE(118),
    EXCLUDED_FROM_REGISTER(119, "LAW-7.7"),
    NEW_CLIENTS_AND_ISSUES_CLOSED(120),
    BATCH_SIZE(121),
    BATCH_ITEM_NOT_ALLOWED(122),
    BATCH_NOT_APPLIED(123),
    QUARANTINED(124),

    // Limits of the state
    LIMIT_ASSETS(201),
    LIMIT_WALLETS(202),
    LIMIT_ACCOUNTS(203),
    LIMIT_BALANCES(204),
    LIMIT_HOLDS(205),
    LIMIT_ORDERS(206),
    LIMIT_INSTRUMENTS(207),
    LIMIT_PLACEMENTS(208),
    LIMIT_SUBSCRIPTIONS(209),
    LIMIT_ENCUMBRANCES(210),
    LIMIT_CLAIMS(211),
    LIMIT_TASKS(212),
    LIMIT_HOLDERS(213),
    LIMIT_PRICE_LEVELS(214),
    LIMIT_SPECIAL_ORDERS(215),
    LIMIT_FEE_TURNOVERS(216),
    LIMIT_FEE_SCHEDULES(217),
    LIMIT_DISTRIBUTIONS(218),
    LIMIT_ENTITLEMENTS(219),
    LIMIT_INSTRUCTIONS(220),
    LIMIT_MOVES(221),
    LIMIT_PLATFORMS(222),

    // Assets, wallets, accounts
    UNKNOWN_ASSET(301),
    UNKNOWN_WALLET(302),
    UNKNOWN_ACCOUNT(303),
    CAPACITY_MISMATCH(304),
    CODE_TAKEN(305),
    SCALE_OUT_OF_RANGE(306),
    SHARES_NOT_WHOLE(307),
    HOLDERS_NOT_FIT(308),
    SAME_ACCOUNT(309),
    WRONG_ASSET_KIND(310),

    // Money and quantities
    AMOUNT_NOT_POSITIVE(401),
    AMOUNT_OVERFLOW(402),
    INSUFFICIENT_FUNDS(403, "RUL-47.p1"),
    INSUFFICIENT_UNITS(404, "RUL-47.p2"),
    UNKNOWN_PAYOUT(405),
    PAYOUT_AMOUNT_MISMATCH(406),
    CLAIM_OPEN(407),
    UNKNOWN_BANK_CREDIT(408),
    ALREADY_REVERSED(409),

    // Issues
    UNKNOWN_ISSUE(501),
    ISSUE_STATUS(502),
    ABOVE_AUTHORISED_VOLUME(503),
    BASE_ASSET_NOT_VERIFIED(504, "RUL-44"),
    REGISTRATION_NUMBER_TAKEN(506, "RUL-42.p1"),
    REGISTRATION_NUMBER_INVALID(507, "RUL-42.p2"),
    NOT_A_STABLECOIN(508, "LAW-5.1"),
    STABLECOIN_AGAINST_MONEY_ONLY(509, "LAW-5.1"),
    ISSUE_SUSPENDED(510),
    CONTRADICTS_ISSUE_TERMS(511, "LAW-1.6-6-p2"),
    ISSUER_MONEY_SHORT(512, "RUL-39.p5"),
    UNSOLD_SHORT(513),
    UNITS_OUTSTANDING(514),

    // Placement
    UNKNOWN_PLACEMENT(601),
    PLACEMENT_CLOSED(602),
    OUTSIDE_WINDOW(603, "LAW-1.6-6-p2"),
    ABOVE_MAXIMUM(604, "RUL-48"),
    NOT_WHOLE_LOTS(605),
    ABOVE_INVESTOR_CAP(606),
    UNKNOWN_SUBSCRIPTION(607),
    SUBSCRIPTION_CLOSED(608),
    PLACEMENT_RUNNING(609),

    // Order book
    UNKNOWN_INSTRUMENT(701),
    TRADING_CLOSED(702),
    PRICE_OUT_OF_RANGE(703),
    QUANTITY_OUT_OF_RANGE(704),
    FOK_NOT_FILLABLE(705),
    UNKNOWN_ORDER(706),
    ORDER_CLOSED(707),
    INSTRUMENT_EXISTS(708),
    ORDER_TYPE_NOT_SUPPORTED(709),
    ORDER_TERMS_CONTRADICT(710),
    BOOK_SIDE_EMPTY(711),
    POST_ONLY_WOULD_TAKE(712),
    STOP_PRICE_REACHED(713),
    STOP_TRIGGERED(714),
    EXPIRE_TIME_PASSED(715),
    QUANTITY_BELOW_FILLED(716),

    // Rules and statuses of a traded pair
    ORDER_TOO_LARGE(730),
    ORDER_VALUE_TOO_LARGE(731),
    BELOW_MINIMUM_NOTIONAL(732),
    PRICE_OUTSIDE_COLLAR(733),
    REFERENCE_PRICE_MISSING(734),
    STATUS_NOT_ALLOWED(735),
    NOT_IN_AUCTION(736),
    HALT_REASON_REQUIRED(737),
    UNKNOWN_TRADE(738),
    TRADE_WINDOW_CLOSED(739),
    TRADE_ALREADY_CANCELLED(740),
    GOODS_MOVED(741),

    // Fees
    UNKNOWN_FEE_SCHEDULE(742),
    FEE_TIERS_NOT_ASCENDING(743),
    FEE_RATE_OUT_OF_RANGE(744),
    FEE_ASSET_MISMATCH(745),
    FEE_DATE_PASSED(746),
    FEE_SCHEDULE_NOT_IN_FORCE(747),
    STATE_BODY_FEE_PROHIBITED(748, "LAW-12-1.10"),

    // Cancel on disconnect
    UNKNOWN_ORDER_WATCH(749),
    ACCOUNT_WATCHED(750),
    LIMIT_ORDER_WATCHES(751),

    // Encumbrances
    DFA_ENCUMBERED(801, "LAW-1.6-3-d"),
    UNKNOWN_ENCUMBRANCE(802),
    RELEASE_ABOVE_REMAINING(803),
    RANK_TAKEN(804),
    NOT_A_PLEDGE(805),
    PLEDGEE_MISMATCH(806),
    ACCOUNT_FROZEN(807, "LAW-1.6-3-d"),
    HOLDER_NOTICE_IN_FORCE(808),
    HOLDER_NOTICE_MISSING(809),
    LEGS_OUT_OF_RANGE(810),
    LEG_OF_OTHER_WALLET(811),
    SUBSEQUENT_ABOVE_EARLIER(812),
    WALLET_OF_OTHER_SET(813, "RUL-53"),
    BUY_BACK_RUNNING(814),
    NO_BUY_BACK(815),
    BUY_BACK_REPLACED(816),

    // Settlement
    STILL_HELD(901),
    SAME_HOLDERS(902),
    OTHER_HOLDERS(903),
    UNKNOWN_DISTRIBUTION(904),
    PAYMENT_DAY_NOT_REACHED(905),
    ABOVE_DUE(906),
    PAYMENT_STATUS(907),
    ISSUER_MONEY_THERE(908),
    GRACE_NOT_OVER(909),
    UNITS_FIXED(910, "RUL-39.p5"),
    TAX_RATE_NOT_SET(911),
    UNKNOWN_INSTRUCTION(912),
    NOT_A_PARTY(913),
    ALREADY_AFFIRMED(914),
    NOT_AFFIRMED(915),
    DEADLINE_PASSED(916),
    RESIDUE_PRICE_MISSING(917),

    // Permissions, clearances, limits
    CLEARANCE_LAPSED(1001, "RUL-60.p2.1"),
    ASSET_CLASS_NOT_PERMITTED(1002),
    QUALIFIED_INVESTORS_ONLY(1003, "LAW-4.1-p2.4-e"),
    INVESTOR_LIMIT(1004),
    CONCENTRATION_LIMIT(1005),
    PURCHASE_LIMIT(1006),
    ISSUE_LOCKED_UP(1007),

    // Transfers that wait for data
    UNKNOWN_TRANSFER(1031),
    TRANSFER_ENDED(1032, "LAW-6.27-p2"),
    WAIT_TOO_SHORT(1033, "LAW-6.27"),
    REFUSAL_TOO_EARLY(1034, "LAW-6.27"),
    RELEASE_TOO_EARLY(1035),
    RECIPIENT_NOT_NAMED(1036),
    RECIPIENT_MISMATCH(1037),

    // Moves between platforms
    NO_INTERACTION_AGREEMENT(1041, "RUL-51"),
    UNKNOWN_MOVE(1042),
    MOVE_ENDED(1043),
    MOVE_STATUS(1044, "RUL-49"),
    MOVE_OUT_OF_ORDER(1045),
    MOVE_VOLUME_MISMATCH(1046, "RUL-49.6"),
    MOVE_DEADLINE_PASSED(1047, "RUL-49.4"),
    MOVE_REFUSAL_REASON_MISSING(1048, "RUL-49.4"),
    MOVE_ORIGIN_MISMATCH(1049),
    MOVE_ABOVE_MOVED_OUT(1050, "RUL-50"),
    ISSUE_FROM_ELSEWHERE(1051),
    ACCOUNT_TWICE(1052);

    /** The command was applied. */
    public static final int APPLIED = 0;

    private static final Map<Integer, RejectCode> BY_NUMBER = new HashMap<>();

    static {
        for (RejectCode code : values()) {
            if (BY_NUMBER.put(code.number, code) != null) {
                throw new ExceptionInInitializerError("reject number " + code.number + " twice");
            }
        }
    }

    private final int number;
    private final String clause;

    RejectCode(int number) {
        this(number, "");
    }

    RejectCode(int number, String clause) {
        this.number = number;
        this.clause = clause;
    }

    /** Stable number, 101 to 65535. */
    public int number() {
        return number;
    }

    /** Id of the clause that demands the refusal, or an empty string. */
    public String clause() {
        return clause;
    }

    /**
     * The code of a number.
     *
     * @throws IllegalArgumentException when no code has it
     */
    public static RejectCode of(int number) {
        RejectCode code = BY_NUMBER.get(number);
        if (code == null) {
            throw new IllegalArgumentException("no reject code " + number);
        }
        return code;
    }
}
