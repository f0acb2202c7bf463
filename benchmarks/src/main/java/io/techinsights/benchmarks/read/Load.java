package io.techinsights.benchmarks.read;

import java.net.URI;
import java.util.List;

/**
 * What a driver is to do: ask these questions in turn, over so many connections, each as soon as the one before on its
 * connection is answered.
 *
 * @param warmUpMillis what is answered so early is not counted
 * @param millis how long to count
 * @param leastBytes a body that is smaller is no answer
 */
record Load(URI server, List<Question> questions, int connections, long warmUpMillis, long millis, long leastBytes) {
    Load {
        questions = List.copyOf(questions);
        if (questions.isEmpty() || connections < 1) {
            throw new IllegalArgumentException(
                    "A load has questions and connections, but these are " + questions.size() + " and " + connections);
        }
    }
}
