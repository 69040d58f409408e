package dev.upkeep.report.inbound.rendering;

import dev.upkeep.events.Improvement.Quadrant;
import dev.upkeep.report.domain.Recommendation;
import dev.upkeep.report.domain.Wording;
import java.util.List;
import java.util.Locale;

/** How a page speaks of recommendations: titles, impact, effort. */
final class RecommendationWords {

    private final double totalImpact;

    RecommendationWords(List<Recommendation> all) {
        this.totalImpact = all.stream()
                .mapToDouble(recommendation -> recommendation.impact().score())
                .sum();
    }

    /** Its part of all impact, from 0 to 1. */
    double share(Recommendation recommendation) {
        return totalImpact == 0 ? 0 : recommendation.impact().score() / totalImpact;
    }

    /** {@code High impact (3 % of the total), 2 h (1 h to 4 h), 5 findings}. */
    String facts(Recommendation recommendation) {
        return capitalised(recommendation.impact().level()) + " impact (" + Wording.share(share(recommendation))
                + " of the total), " + effort(recommendation) + ", "
                + Wording.count(recommendation.findings(), "finding");
    }

    /** {@code high, 3 %}. */
    String impact(Recommendation recommendation) {
        return recommendation.impact().level() + ", " + Wording.share(share(recommendation));
    }

    /** The title, with the module where there is one that it does not name. */
    static String title(Recommendation recommendation) {
        String module = recommendation.module();
        boolean named = module.isEmpty() || recommendation.title().contains(module);
        return Wording.oneLine(recommendation.title()) + (named ? "" : " in `" + Wording.printable(module) + "`");
    }

    /** {@code 2 h (1 h to 4 h)}. */
    static String effort(Recommendation recommendation) {
        Recommendation.Minutes minutes = recommendation.effort().minutes();
        return Wording.duration(minutes.likely()) + " (" + Wording.duration(minutes.low()) + " to "
                + Wording.duration(minutes.high()) + ")";
    }

    static String quadrant(Quadrant quadrant) {
        return switch (quadrant) {
            case QUICK_WIN -> "quick win";
            case BIG_BET -> "big bet";
            case FILL_IN -> "fill-in";
            case PARKED -> "parked";
        };
    }

    /** A level, or a word like one, at the beginning of something. */
    static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
