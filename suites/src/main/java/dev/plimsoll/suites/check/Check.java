package dev.plimsoll.suites.check;

import java.util.EnumSet;
import java.util.Set;

/**
 * One rule of the rulebook.
 *
 * @param title what conforming looks like, as a sentence about the party
 * @param impact what goes wrong for someone who pulls when it does not hold
 * @param needs what a target must be able to do for the check to apply
 * @param writes whether the stimulus pushes or deletes, which only targets that allow it are asked for
 * @param stimulus brings about what is judged; {@link Stimulus#NONE} if only recorded traffic is
 * @param judgement looks for every occasion in the transcript to which the rule applies, whoever caused it
 */
public record Check(
        CheckId id,
        Level level,
        Party party,
        Clause clause,
        String title,
        String impact,
        Set<Capability> needs,
        boolean writes,
        Stimulus stimulus,
        Judgement judgement) {
    public Check {
        needs = Set.copyOf(needs);
    }

    /** Begins a check; the clause is named by its id in the catalogue of clauses. */
    public static Builder check(String id, Level level, Party party, String clauseId) {
        return new Builder(new CheckId(id), level, party, Clauses.get(clauseId));
    }

    /** The same at another level. */
    public Check at(Level other) {
        return new Check(id, other, party, clause, title, impact, needs, writes, stimulus, judgement);
    }

    /** Whether the check sends requests of its own. */
    public boolean isActive() {
        return stimulus != Stimulus.NONE;
    }

    /** Collects a check's parts in the order in which they read best. */
    public static final class Builder {
        private final CheckId id;
        private final Level level;
        private final Party party;
        private final Clause clause;
        private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
        private String title = "";
        private String impact = "";
        private boolean writes;
        private Stimulus stimulus = Stimulus.NONE;

        private Builder(CheckId id, Level level, Party party, Clause clause) {
            this.id = id;
            this.level = level;
            this.party = party;
            this.clause = clause;
        }

        public Builder title(String text) {
            this.title = text;
            return this;
        }

        public Builder impact(String text) {
            this.impact = text;
            return this;
        }

        public Builder needs(Capability capability) {
            needs.add(capability);
            return this;
        }

        public Builder drive(Stimulus requests) {
            this.stimulus = requests;
            return this;
        }

        /**
         * The same of requests that push or delete: sent only to a target that says {@code writable: true}, and only to
         * the check's own {@link Probe#workspace}. Checks that are given the same object share the traffic.
         */
        public Builder writes(Stimulus requests) {
            this.writes = true;
            return drive(requests);
        }

        public Check judge(Judgement judgement) {
            return new Check(id, level, party, clause, title, impact, needs, writes, stimulus, judgement);
        }
    }
}
