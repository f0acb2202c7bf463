package io.techinsights.factstore.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 dates and times in the forms that upstream's clients may send: calendar, week and ordinal dates, basic or
 * extended; the time may be left out or cut short, and so may the zone, which is UTC then.
 */
final class IsoDatetime {
    private static final Pattern FORM = Pattern.compile("(?<year>\\d{4}|[+-]\\d{6})"
            + "(?:-?W(?<week>\\d\\d)(?:-?(?<weekday>\\d))?"
            + "|-?(?<yearday>\\d{3})"
            + "|-?(?<month>\\d\\d)(?:-?(?<day>\\d\\d))?)?"
            + "(?:T(?<hour>\\d\\d)(?::?(?<minute>\\d\\d)(?::?(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,30}))?)?)?"
            + "(?<offset>Z|[+-]\\d\\d(?::?\\d\\d)?)?(?:\\[(?<zone>[^\\]]+)])?)?");

    private IsoDatetime() {}

    /** The instant, to the millisecond; empty where the text is none. */
    static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var local = form.group("hour") == null
                    ? date(form).atStartOfDay()
                    : date(form).plusDays(endOfDay(form) ? 1 : 0).atTime(time(form));
            Instant instant = form.group("offset") == null
                    ? local.atZone(zone(form.group("zone"))).toInstant()
                    : local.toInstant(offset(form.group("offset")));
            return Optional.of(Instant.ofEpochMilli(instant.toEpochMilli()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate date(Matcher form) {
        int year = Integer.parseInt(form.group("year"));
        if (form.group("week") != null) {
            return weekDate(year, number(form.group("week"), 1), number(form.group("weekday"), 1));
        }
        return form.group("yearday") != null
                ? Year.of(year).atDay(number(form.group("yearday"), 1))
                : LocalDate.of(year, number(form.group("month"), 1), number(form.group("day"), 1));
    }

    /** The fourth of January is in the first week of every year. */
    private static LocalDate weekDate(int year, int week, int weekday) {
        LocalDate date = LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
                .with(ChronoField.DAY_OF_WEEK, weekday);
        if (date.get(IsoFields.WEEK_BASED_YEAR) != year) {
            throw new DateTimeException("There is no week " + week + " in " + year);
        }
        return date;
    }

    private static LocalTime time(Matcher form) {
        String fraction = form.group("fraction") == null ? "0" : form.group("fraction");
        int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        int hour = endOfDay(form) ? 0 : number(form.group("hour"), 0);
        return LocalTime.of(hour, number(form.group("minute"), 0), number(form.group("second"), 0), nanos);
    }

    /** 24:00 is the end of a day. */
    private static boolean endOfDay(Matcher form) {
        return form.group("hour").equals("24")
                && number(form.group("minute"), 0) == 0
                && number(form.group("second"), 0) == 0;
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text);
    }

    private static ZoneId zone(@Nullable String name) {
        return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    }
}
