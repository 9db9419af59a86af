package kz.sandyq.law;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a clause is cited to people, built from its id: {@code RUL-42.p2} is «Қағидалар, 42-тармақ, 2-бөлік». Only the
 * place is cited; the words of the law are not repeated.
 */
public final class Citation {
    private static final Pattern ID = Pattern.compile("(LAW|L23|RUL|PER|ART)-(.+)");
    private static final Pattern ARTICLE = Pattern.compile("(\\d+(?:-\\d+)?)(.*)");
    private static final Pattern STEP =
            Pattern.compile("\\.(\\d+(?:-\\d+)?)|[.-]p(\\d+)|-([a-z])(?![a-z0-9])|\\.L(\\d+)");
    private static final Pattern ANNEX = Pattern.compile("A(\\d+)(?:\\.(.+?))?(?:\\.p(\\d+))?(?:\\.L(\\d+))?");

    /** Articles of the Law whose numbered items are sub-paragraphs, and those with one paragraph without a number. */
    private static final Set<String> ONLY_SUB_PARAGRAPHS = Set.of("1", "5", "12-3", "12-4");

    private static final Set<String> ONE_PARAGRAPH = Set.of("11", "12", "13", "14");
    private static final Set<String> ONE_PARAGRAPH_2023 = Set.of("12", "13");

    private final Locale locale;
    private final StringJoiner words = new StringJoiner(", ");

    private Citation(Locale locale) {
        this.locale = locale;
    }

    /** A step of a citation in Kazakh, Russian and English. */
    private enum Level {
        LAW("Заң", "Закон", "Law"),
        LAW_2023("2023 жылғы редакциядағы Заң", "Закон в редакции 2023 года", "Law in the edition of 2023"),
        EDITION("редакция туралы белгі", "отметка о редакции", "note on the edition"),
        RULES("Қағидалар", "Правила", "Rules"),
        TEMPORARY("уақытша редакция", "временная редакция", "temporary wording"),
        RESOLUTION("Қаулы", "Постановление", "Resolution"),
        PERMIT_RULES("2023 жылғы рұқсат қағидалары", "Правила выдачи разрешения 2023 года", "Permit rules of 2023"),
        ORDER("2023 жылғы бұйрық", "Приказ 2023 года", "Order of 2023"),
        REVIEW("2023 жылғы шолу", "Обзор 2023 года", "Review of 2023"),
        SECTION("%s-бөлім", "раздел %s", "section %s"),
        ARTICLE("%s-бап", "статья %s", "article %s"),
        PARAGRAPH("%s-тармақ", "пункт %s", "paragraph %s"),
        SUB_PARAGRAPH("%s) тармақша", "подпункт %s)", "sub-paragraph %s)"),
        ITEM("%s-позиция", "позиция %s", "item %s"),
        PART("%s-бөлік", "часть %s", "part %s"),
        LIST_ITEM("тізбенің %s-элементі", "элемент перечня %s", "list item %s"),
        LAW_RULE("Заңның %s-талабы", "требование Закона %s", "rule of the Law %s"),
        ANNEX("%s-қосымша", "приложение %s", "annex %s"),
        ROW("%s-жол", "строка %s", "row %s");

        private final String kk;
        private final String ru;
        private final String en;

        Level(String kk, String ru, String en) {
            this.kk = kk;
            this.ru = ru;
            this.en = en;
        }

        String in(Locale locale, String number) {
            String form = switch (locale.getLanguage()) {
                case "kk" -> kk;
                case "ru" -> ru;
                default -> en;
            };
            return form.formatted(number);
        }
    }

    /**
     * The citation of a clause in a language: Kazakh, Russian, or English for every other locale.
     *
     * @throws IllegalArgumentException when the text is not the id of a clause
     */
    public static String of(String clauseId, Locale locale) {
        Matcher id = ID.matcher(clauseId);
        if (!id.matches()) {
            throw notAnId(clauseId);
        }
        Citation citation = new Citation(locale);
        String rest = id.group(2);
        switch (id.group(1)) {
            case "LAW" -> citation.law(Level.LAW, rest, ONLY_SUB_PARAGRAPHS, ONE_PARAGRAPH);
            case "L23" -> citation.law(Level.LAW_2023, rest, Set.of("1"), ONE_PARAGRAPH_2023);
            case "RUL" -> citation.rules(Level.RULES, Level.RESOLUTION, "RES.", rest);
            case "PER" -> citation.rules(Level.PERMIT_RULES, Level.ORDER, "ORD.", rest);
            default -> citation.numbered(Level.REVIEW, rest, Level.SECTION, Level.PARAGRAPH);
        }
        return citation.words.toString();
    }

    private void law(Level act, String rest, Set<String> subParagraphs, Set<String> oneParagraph) {
        add(act, "");
        if (rest.equals("0.1")) {
            add(Level.EDITION, "");
            return;
        }
        Matcher article = ARTICLE.matcher(rest);
        if (!article.matches()) {
            throw notAnId(rest);
        }
        add(Level.ARTICLE, article.group(1));
        Optional<Level> first = oneParagraph.contains(article.group(1))
                ? Optional.empty()
                : Optional.of(subParagraphs.contains(article.group(1)) ? Level.SUB_PARAGRAPH : Level.PARAGRAPH);
        steps(article.group(2), first);
    }

    private void rules(Level act, Level instrument, String instrumentPrefix, String rest) {
        if (rest.startsWith(instrumentPrefix)) {
            numbered(instrument, rest.substring(instrumentPrefix.length()), Level.PARAGRAPH, Level.SUB_PARAGRAPH);
            return;
        }
        boolean temporary = rest.startsWith("T.");
        String place = temporary ? rest.substring(2) : rest;
        Matcher annex = ANNEX.matcher(place);
        if (!annex.matches()) {
            numbered(act, place, Level.PARAGRAPH, Level.SUB_PARAGRAPH);
        } else {
            add(act, "");
            add(Level.ANNEX, annex.group(1));
            addFound(Level.ROW, annex.group(2));
            addFound(Level.PART, annex.group(3));
            addFound(Level.LAW_RULE, annex.group(4));
        }
        if (temporary) {
            add(Level.TEMPORARY, "");
        }
    }

    private void numbered(Level act, String rest, Level first, Level second) {
        add(act, "");
        int dot = rest.indexOf('.');
        add(first, dot < 0 ? rest : rest.substring(0, dot));
        steps(dot < 0 ? "" : rest.substring(dot), Optional.of(second));
    }

    private void steps(String rest, Optional<Level> first) {
        Optional<Level> level = first;
        boolean silent = first.isEmpty();
        Matcher step = STEP.matcher(rest);
        int read = 0;
        while (step.find() && step.start() == read) {
            read = step.end();
            if (step.group(1) != null) {
                if (!silent) {
                    add(level.orElse(Level.SUB_PARAGRAPH), step.group(1));
                }
                silent = false;
                level = Optional.of(level.equals(Optional.of(Level.PARAGRAPH)) ? Level.SUB_PARAGRAPH : Level.ITEM);
            } else if (step.group(2) != null) {
                add(Level.PART, step.group(2));
                level = Optional.of(Level.SUB_PARAGRAPH);
            } else if (step.group(3) != null) {
                add(Level.LIST_ITEM, String.valueOf(step.group(3).charAt(0) - 'a' + 1));
            } else {
                add(Level.LAW_RULE, step.group(4));
            }
        }
        if (read != rest.length()) {
            throw notAnId(rest);
        }
    }

    private void add(Level level, String number) {
        words.add(level.in(locale, number));
    }

    private void addFound(Level level, @Nullable String number) {
        if (number != null) {
            add(level, number);
        }
    }

    private static IllegalArgumentException notAnId(String text) {
        return new IllegalArgumentException("not the id of a clause: " + text);
    }
}
