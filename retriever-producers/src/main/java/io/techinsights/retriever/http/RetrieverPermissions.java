package io.techinsights.retriever.http;

/** What a token has to allow. */
public final class RetrieverPermissions {
    public static final String READ = "tech-insights.fact-retriever.read";
    public static final String UPDATE = "tech-insights.fact-retriever.update";

    private RetrieverPermissions() {}
}
