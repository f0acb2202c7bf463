package io.techinsights.retriever.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import io.techinsights.schemas.fact.FactType;
import io.techinsights.streams.config.Section;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says where the next page of an answer is. */
sealed interface Pagination {
    /** In the header {@code Link}, as {@code rel="next"} (RFC 8288). */
    record LinkHeader(int maxPages) implements Pagination {}

    /** In the answer: a URL, or the value of a parameter. */
    record Cursor(Expression cursor, Optional<String> parameter, int maxPages) implements Pagination {}

    /** In a parameter that counts, until a page is empty. */
    record PageNumber(String parameter, int start, int maxPages) implements Pagination {}

    Pattern NEXT = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;\"=]+(?:=(?:\"[^\"]*\"|[^,;\"]*))?)*)");
    Pattern REL = Pattern.compile(";\\s*rel\\s*=\\s*\"?(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"?\\s*(?:;|$)");

    /** More pages than these are an error, so that no answer is half of one. */
    int maxPages();

    /** Reads {@code paginate}; nothing where there is none. */
    static Optional<Pagination> read(Section section) {
        if (!section.has("paginate")) {
            return Optional.empty();
        }
        Section paginate = section.section("paginate");
        int maxPages = paginate.integer("maxPages", 100, 1, 10_000);
        Optional<Pagination> read = Optional.empty();
        if (paginate.has("next")) {
            Sections.oneOf(paginate, "next", "link-header");
            read = Optional.of(new LinkHeader(maxPages));
        } else if (paginate.has("cursor")) {
            Optional<String> parameter = paginate.text("parameter");
            read = paginate.parse("cursor", Expression::of)
                    .map(expression -> new Cursor(expression, parameter, maxPages));
        } else if (paginate.has("page")) {
            read = Optional.of(new PageNumber(
                    paginate.text("page", "page"), paginate.integer("start", 1, 0, 1_000_000), maxPages));
        } else {
            section.problem("paginate", "says no way, expected one of next: link-header, cursor, page");
        }
        paginate.done();
        return read;
    }

    /** The first request. */
    default HttpCall first(HttpCall call) {
        return this instanceof PageNumber page
                ? call.at(Urls.with(call.uri(), page.parameter(), Integer.toString(page.start())))
                : call;
    }

    /**
     * The request of the page after this one; empty where this was the last.
     *
     * @param number of this page, from 0
     * @param items that this page has
     * @throws ObservationException where the next page cannot be where the answer says
     */
    default Optional<HttpCall> next(Answer answer, JsonNode page, int number, int items) throws ObservationException {
        HttpCall call = answer.call();
        if (this instanceof PageNumber paged) {
            return items == 0
                    ? Optional.empty()
                    : Optional.of(call.at(
                            Urls.with(call.uri(), paged.parameter(), Integer.toString(paged.start() + number + 1))));
        }
        if (this instanceof Cursor cursor) {
            Optional<String> value = cursor.cursor()
                    .find(page, FactType.STRING)
                    .filter(found -> found.isTextual() || found.isNumber())
                    .map(JsonNode::asText)
                    .filter(text -> !text.isEmpty());
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            cursor.parameter().isPresent()
                                    ? call.at(Urls.with(
                                            call.uri(), cursor.parameter().get(), value.get()))
                                    : Urls.next(call, value.get()));
        }
        Optional<String> link = answer.headers().allValues("Link").stream()
                .flatMap(Pagination::next)
                .findFirst();
        return link.isEmpty() ? Optional.empty() : Optional.of(Urls.next(call, link.get()));
    }

    private static Stream<String> next(String header) {
        return NEXT.matcher(header)
                .results()
                .filter(link -> REL.matcher(link.group(2)).find())
                .map(link -> link.group(1));
    }
}
