package io.techinsights.retriever.http;

/** What a token has to allow. */
final class RetrieverPermissions {
    static final String READ = "tech-insights.fact-retriever.read";
    static final String UPDATE = "tech-insights.fact-retriever.update";

    private RetrieverPermissions() {}
}
