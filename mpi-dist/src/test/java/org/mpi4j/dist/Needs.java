package org.mpi4j.dist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests or one of them, and prints why, on a machine that lacks what they need. With {@code CI=true} in the environment, or the system
 * property {@code mpi4j.everything=true}, nothing may be skipped: what is lacking is a failure then.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
@interface Needs {
    Need[] value();

    /** Decides. Stateless. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Needs needs = context.getElement().map(element -> element.getAnnotation(Needs.class)).orElse(null);
            if (needs == null) {
                return ConditionEvaluationResult.enabled("its class is");
            }
            Optional<Need> lacking = Arrays.stream(needs.value()).filter(one -> !one.isThere()).findFirst();
            if (lacking.isEmpty()) {
                return ConditionEvaluationResult.enabled(Arrays.toString(needs.value()) + " is there");
            }
            Need need = lacking.get();
            String name = context.getRequiredTestClass().getSimpleName() + context.getTestMethod().map(method -> "#" + method.getName()).orElse("");
            if (Boolean.getBoolean("mpi4j.everything") || "true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(name + " must not be skipped here: " + need.absence());
            }
            System.err.println("skipped: " + name + ": " + need.absence());
            return ConditionEvaluationResult.disabled(need.absence());
        }
    }
}
