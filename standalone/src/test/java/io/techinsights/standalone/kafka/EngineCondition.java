package io.techinsights.standalone.kafka;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what wants a broker in a container where that cannot be had, and says why. */
final class EngineCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!TestKafka.inContainers()) {
            return ConditionEvaluationResult.enabled("on the embedded broker");
        }
        return Engine.lacks(ContainerBroker.IMAGE)
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("on a broker in a container"));
    }
}
