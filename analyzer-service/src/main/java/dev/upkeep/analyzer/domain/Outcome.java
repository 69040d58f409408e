package dev.upkeep.analyzer.domain;

import dev.upkeep.events.AnalysisRefused.Reason;

/** What was asked for, or why the answer is no. */
public sealed interface Outcome<T> {

    /** The answer. */
    record Done<T>(T value) implements Outcome<T> {}

    /** What is done with an answer: it may be refused in turn, and it may fail. */
    @FunctionalInterface
    interface Step<T, R, X extends Throwable> {
        Outcome<R> from(T value) throws X;
    }

    /** No answer, and why. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> of(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Reason reason, String detail) {
        return new Refused<>(new Refusal(reason, detail));
    }

    /** Goes on with the answer, where there is one. */
    default <R, X extends Throwable> Outcome<R> then(Step<? super T, R, X> next) throws X {
        return switch (this) {
            case Done<T>(T value) -> next.from(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }
}
