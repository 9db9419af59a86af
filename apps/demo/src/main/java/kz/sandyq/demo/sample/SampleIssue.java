package kz.sandyq.demo.sample;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issue of the sample market. Amounts are decimal texts.
 *
 * @param issuer login of the issuer
 * @param kind name of the kind in the API
 * @param price at placement, for one unit
 * @param termDays from issue to redemption; 0 for none
 * @param backing base asset, null for none
 * @param lot units of one lot of its book
 * @param walk how its price moves
 */
record SampleIssue(
        String issuer,
        String kind,
        String code,
        String name,
        String volume,
        String nominal,
        String price,
        String redemptionPrice,
        int termDays,
        String redemptionTerms,
        @Nullable Backing backing,
        String lot,
        String tick,
        Walk walk) {

    /**
     * What stands behind an issue.
     *
     * @param ratio value of the base asset to the volume that the terms require
     * @param custodianNumber makes the BIN of the custodian
     */
    record Backing(
            String kind,
            String description,
            String valuationRule,
            String holderClaim,
            String ratio,
            String condition,
            String quantity,
            String unit,
            String value,
            String custodian,
            int custodianNumber) {}

    /**
     * A random walk of a price.
     *
     * @param volatility standard deviation of one deal, share of the price
     * @param drift of a trading session, share of the price
     * @param pull back to the price of the placement after a deal, share of the distance
     * @param lotsMax most lots of one deal
     */
    record Walk(double volatility, double drift, double pull, int lotsMax) {}

    /** Code of the issue that is bought and given back at par and is never placed. */
    static final String STABLECOIN = "STABLECOIN";

    static final List<SampleIssue> ALL = List.of(
            new SampleIssue(
                    "altyn",
                    "FINANCIAL_INSTRUMENT",
                    "DALA27",
                    "Алтын Дала дисконттық нотасы 2027",
                    "10000",
                    "1000.00",
                    "950.00",
                    "1000.00",
                    365,
                    "Өтеу күні әр бірлікке номинал төленеді; кірісі — орналастыру бағасы мен номиналдың айырмасы.",
                    null,
                    "1",
                    "0.10",
                    new Walk(0.0012, 0.0004, 0, 40)),
            new SampleIssue(
                    "saryarqa",
                    "ASSET_BACKED",
                    "FACTOR27",
                    "Сарыарқа дебиторлық берешегі 2027",
                    "5000",
                    "10000.00",
                    "10000.00",
                    "10000.00",
                    300,
                    "Өтеу күні әр бірлікке номинал төленеді.",
                    new Backing(
                            "BASE_PROPERTY_RIGHT",
                            "214 шарт бойынша дебиторлық берешек, тізілімі шығару шешіміне қоса берілген",
                            "Бірліктің құны — талаптар құнының бірліктер санына қатынасы, номиналдан аспайды",
                            "Ұстаушы номинал төленбеген жағдайда талаптардан түскен ақшадан үлесін талап ете алады",
                            "1.2",
                            "Талаптардың мерзімі өтпеген, кепілге салынбаған",
                            "214",
                            "шарт",
                            "61500000.00",
                            "Орда Кастоди АҚ",
                            41),
                    "1",
                    "1.00",
                    new Walk(0.0008, 0.0001, 0.01, 12)),
            new SampleIssue(
                    "ertis",
                    "ASSET_BACKED",
                    "ALTYNG28",
                    "Ертіс құймалы алтыны, грамм",
                    "2000",
                    "45000.00",
                    "45000.00",
                    "45000.00",
                    730,
                    "Өтеу күні әр бірлікке номинал төленеді.",
                    new Backing(
                            "BASE_GOODS",
                            "Сынамы 999,9 алтын құймалар, 2 040 грамм, Өскемендегі қойма",
                            "Бір бірлік — бір грамм алтын",
                            "Ұстаушы номинал төленбеген жағдайда алтынды сатудан түскен ақшадан үлесін талап ете алады",
                            "1",
                            "Құймалар мөрленген, саны мен салмағы тексерілген",
                            "2040",
                            "грамм",
                            "91800000.00",
                            "Алтай Қойма Кастоди АҚ",
                            42),
                    "1",
                    "5.00",
                    new Walk(0.0025, 0.0006, 0, 5)),
            new SampleIssue(
                    "tenge",
                    STABLECOIN,
                    "TENGED",
                    "Сандық Теңге стейблкоины",
                    "1000000000.00",
                    "1.00",
                    "1.00",
                    "1.00",
                    0,
                    "Кез келген уақытта бір бірлікке бір теңге төленеді.",
                    new Backing(
                            "BASE_MONEY",
                            "Операторда RESERVE шотындағы теңге",
                            "Бір бірлік — бір теңге",
                            "Ұстаушы кез келген уақытта бір бірлікке бір теңге талап ете алады",
                            "1",
                            "Шот ашық, тыйым салынбаған",
                            "1",
                            "шот",
                            "1000000000.00",
                            "Орда Кастоди АҚ",
                            41),
                    "1000.00",
                    "0.01",
                    new Walk(0.00002, 0, 0.2, 200)));

    boolean stablecoin() {
        return kind.equals(STABLECOIN);
    }

    /** The terms as an application states them. */
    Map<String, Object> terms(LocalDate today) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("kinds", List.of(kind));
        terms.put("name", name);
        terms.put("code", code);
        terms.put("volume", volume);
        terms.put("specifiedCurrency", "KZT");
        terms.put("specifiedDenomination", nominal);
        terms.put("issuePrice", price);
        terms.put("redemptionPrice", redemptionPrice);
        terms.put("issueDate", today.toString());
        terms.put("redemptionTerms", redemptionTerms);
        if (termDays > 0) {
            terms.put("maturityDate", today.plusDays(termDays).toString());
            terms.put("redemptionGrounds", List.of("EARLY_BY_ISSUER"));
        }
        Backing base = backing;
        if (base == null) {
            terms.put("instrumentKind", "дисконттық нота");
        } else {
            terms.put("baseAssets", List.of(base.kind()));
            terms.put("baseAssetDescription", base.description());
            terms.put("valuationRule", base.valuationRule());
            terms.put("holderClaim", base.holderClaim());
            terms.put("requiredBackingRatio", base.ratio());
        }
        return terms;
    }
}
