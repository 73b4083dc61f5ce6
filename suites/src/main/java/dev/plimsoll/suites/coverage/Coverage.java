package dev.plimsoll.suites.coverage;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.check.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which checks judge which requirements.
 *
 * @param rows one a requirement, in the catalogue's order
 */
public record Coverage(List<Row> rows) {
    public Coverage {
        rows = List.copyOf(rows);
    }

    /**
     * One requirement.
     *
     * @param checks those that judge it, in the rulebook's order
     */
    public record Row(Requirement requirement, List<Check> checks) {
        public Row {
            checks = List.copyOf(checks);
        }

        /** Whether at least one check judges it. */
        public boolean isChecked() {
            return !checks.isEmpty();
        }

        /** Whether a check judges it in that party. */
        public boolean isCheckedFor(Party party) {
            return checks.stream().anyMatch(check -> sideOf(check.party()) == party);
        }
    }

    /** The coverage of these requirements by these checks. */
    public static Coverage of(Collection<Requirement> requirements, List<Check> checks) {
        Map<String, List<Check>> byClause = new LinkedHashMap<>();
        checks.forEach(check -> byClause.computeIfAbsent(check.clause().id(), id -> new ArrayList<>())
                .add(check));
        return new Coverage(requirements.stream()
                .map(requirement -> new Row(
                        requirement,
                        Optional.ofNullable(byClause.get(requirement.id())).orElse(List.of())))
                .toList());
    }

    /** A mirror is a registry to those who pull from it. */
    static Party sideOf(Party party) {
        return party == Party.MIRROR ? Party.REGISTRY : party;
    }
}
