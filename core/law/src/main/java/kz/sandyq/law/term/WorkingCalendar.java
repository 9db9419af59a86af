package kz.sandyq.law.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Working days of Kazakhstan by year, from dated data. A year without data is an error, never a guess; a forecast year
 * makes every term that touches it provisional.
 */
public final class WorkingCalendar {
    private final Map<Integer, Year> years;

    private WorkingCalendar(Map<Integer, Year> years) {
        this.years = years;
    }

    private record Year(boolean forecast, String source, Set<LocalDate> off, Set<LocalDate> on) {}

    /** The calendar that this edition carries. */
    public static WorkingCalendar ofEdition() {
        try (InputStream data = WorkingCalendar.class.getResourceAsStream("/law/working-calendar.txt")) {
            return parse(new String(Objects.requireNonNull(data).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Reads calendar data: lines {@code year}, {@code off} and {@code on} as in {@code working-calendar.txt}.
     *
     * @throws IllegalArgumentException for a line of another kind or a day outside its year
     */
    public static WorkingCalendar parse(List<String> lines) {
        Map<Integer, Year> years = new HashMap<>();
        int current = 0;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.trim().split(" +", 4);
            switch (words[0]) {
                case "year" -> {
                    current = Integer.parseInt(words[1]);
                    boolean forecast = words[2].equals("FORECAST");
                    years.put(current, new Year(forecast, words[3], new HashSet<>(), new HashSet<>()));
                }
                case "off" -> add(line, current, years, true);
                case "on" -> add(line, current, years, false);
                default -> throw new IllegalArgumentException("not a line of a calendar: " + line);
            }
        }
        return new WorkingCalendar(years);
    }

    private static void add(String line, int current, Map<Integer, Year> years, boolean off) {
        Year year = years.get(current);
        if (year == null) {
            throw new IllegalArgumentException("days before a year: " + line);
        }
        for (String word :
                Arrays.asList(line.trim().split(" +")).subList(1, line.trim().split(" +").length)) {
            LocalDate day = LocalDate.parse(word);
            if (day.getYear() != current || weekend(day) == off) {
                throw new IllegalArgumentException(day + " does not belong into: " + line);
            }
            (off ? year.off : year.on).add(day);
        }
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /**
     * Whether a day is a working day.
     *
     * @throws CalendarYearMissingException when the calendar has no data of its year
     */
    public boolean isWorking(LocalDate day) {
        Year year = year(day);
        return weekend(day) ? year.on.contains(day) : !year.off.contains(day);
    }

    /** Whether any year from one day to another, both included, is a forecast. */
    public boolean provisional(LocalDate from, LocalDate to) {
        for (LocalDate day = LocalDate.of(from.getYear(), 1, 1); !day.isAfter(to); day = day.plusYears(1)) {
            if (year(day).forecast) {
                return true;
            }
        }
        return false;
    }

    /** Where the data of a year come from. */
    public String source(int year) {
        return year(LocalDate.of(year, 1, 1)).source;
    }

    /** The {@code n}-th working day after a day, or before it when {@code n} is negative; the day itself when 0. */
    public LocalDate workingDay(LocalDate day, int n) {
        LocalDate reached = day;
        for (int left = Math.abs(n); left > 0; ) {
            reached = reached.plusDays(n > 0 ? 1 : -1);
            if (isWorking(reached)) {
                left--;
            }
        }
        return reached;
    }

    /** Number of working days after {@code from} up to and with {@code to}; 0 when {@code to} is not later. */
    public int workingDays(LocalDate from, LocalDate to) {
        int count = 0;
        for (LocalDate day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorking(day)) {
                count++;
            }
        }
        return count;
    }

    /** The day itself when it is a working day, else the next one. */
    public LocalDate onOrAfter(LocalDate day) {
        return isWorking(day) ? day : workingDay(day, 1);
    }

    private Year year(LocalDate day) {
        Year year = years.get(day.getYear());
        if (year == null) {
            throw new CalendarYearMissingException(day.getYear());
        }
        return year;
    }
}
