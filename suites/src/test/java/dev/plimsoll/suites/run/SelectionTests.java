package dev.plimsoll.suites.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Level;
import dev.plimsoll.suites.check.Profile;
import dev.plimsoll.suites.target.ConfigurationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which checks a run has, and at which levels. */
class SelectionTests {
    @Test
    void anOlderProfileLeavesOutWhatIsYounger() {
        assertThat(ids(Profile.V1_0)).isSubsetOf(ids(Profile.V1_1_1)).doesNotContain("digests/range-of-a-blob");
        assertThat(ids(Profile.V1_1_1)).contains("digests/range-of-a-blob").isSubsetOf(ids(Profile.DRAFT));
        assertThat(ids(Profile.DRAFT)).hasSameSizeAs(Catalog.all());
    }

    /** Docker-Content-Digest is a SHOULD in 1.1.1 and a MUST on the main branch. */
    @Test
    void theDraftMakesSomeStricter() {
        assertThat(level("digests/manifest-header-is-present", Profile.V1_1_1)).isEqualTo(Level.SHOULD);
        assertThat(level("digests/manifest-header-is-present", Profile.DRAFT)).isEqualTo(Level.MUST);
    }

    @Test
    void onlyTheWantedLevelsAreLeft() {
        assertThat(new Selection("*", Set.of(Level.MUST), Profile.V1_1_1).checks())
                .isNotEmpty()
                .allMatch(check -> check.level() == Level.MUST);
    }

    @Test
    void aSelectionOfNothingIsRefused() {
        assertThatThrownBy(() -> new Selection("digests/range-of-a-blob", Set.of(), Profile.V1_0).checks())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("profile 1.0")
                .hasMessageContaining("plimsoll check --list");
    }

    private static List<String> ids(Profile profile) {
        return new Selection("*", Set.of(), profile)
                .checks().stream().map(check -> check.id().value()).toList();
    }

    private static Level level(String id, Profile profile) {
        return new Selection(id, Set.of(), profile)
                .checks().stream().map(Check::level).findFirst().orElseThrow();
    }
}
