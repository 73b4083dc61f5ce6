package dev.plimsoll.model.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Range} and {@code Content-Range}. */
class RangeTests {
    @ParameterizedTest(name = "{0} of {1} bytes is {2}")
    @CsvSource({
        "bytes=0-0, 10, 0-0",
        "bytes=0-9, 10, 0-9",
        "bytes=5-, 10, 5-9",
        "bytes=5-99, 10, 5-9",
        "bytes=9-, 10, 9-9",
        "bytes=10-, 10, none",
        "bytes=-1, 10, 9-9",
        "bytes=-10, 10, 0-9",
        "bytes=-11, 10, 0-9",
        "bytes=-0, 10, none",
        "bytes=0-, 0, none",
        "bytes=-5, 0, none",
        "bytes=-0, 0, none",
        "Bytes=1-2, 10, 1-2",
        "' bytes = 1 - 2 ', 10, 1-2",
        "bytes=3-99999999999999999999999, 10, 3-9",
        "bytes=-99999999999999999999999, 10, 0-9",
        "bytes=99999999999999999999999-, 10, none",
        "bytes=0-, 9223372036854775807, 0-9223372036854775806",
        "bytes=000000000000000000000001-2, 10, 1-2",
    })
    void rangeMeansAStretchOfTheBody(String value, long size, String expected) {
        var stretch = ByteRange.parseLeniently(value).orElseThrow().within(size);

        assertThat(stretch.map(found -> found.first() + "-" + found.last()).orElse("none"))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=2-1",
                "bytes=a-b",
                "bytes=--1",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=0-1-2",
                "bytes=+1-2",
                "bytes 0-1"
            })
    void otherValuesAreNoSingleRange(String value) {
        assertThat(ByteRange.parseLeniently(value)).isEmpty();
    }

    @Test
    void rangePrintsAsItIsSent() {
        assertThat(ByteRange.closed(0, 499)).hasToString("bytes=0-499");
        assertThat(ByteRange.parseLeniently("bytes= 5 -").orElseThrow()).hasToString("bytes=5-");
        assertThat(ByteRange.parseLeniently("bytes=-5").orElseThrow()).hasToString("bytes=-5");
        assertThat(new ByteRange.Resolved(5, 9).length()).isEqualTo(5);
    }

    @Test
    void rangeWithoutEitherEndCannotBeMade() {
        assertThatThrownBy(() -> new ByteRange(OptionalLong.empty(), OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ByteRange.closed(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bytes 0-9/10, 0-9, 10",
        "bytes 0-0/1, 0-0, 1",
        "bytes 5-9/*, 5-9, *",
        "bytes */10, none, 10",
        "bytes */0, none, 0",
        "BYTES  0-9/10, 0-9, 10",
    })
    void contentRangeIsRead(String value, String range, String length) {
        var parsed = ContentRange.parseLeniently(value).orElseThrow();

        assertThat(parsed.range()
                        .map(found -> found.first() + "-" + found.last())
                        .orElse("none"))
                .isEqualTo(range);
        assertThat(
                        parsed.completeLength().isPresent()
                                ? String.valueOf(parsed.completeLength().getAsLong())
                                : "*")
                .isEqualTo(length);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes 0-9",
                "bytes 9-0/10",
                "bytes 0-10/10",
                "bytes 0-0/0",
                "bytes */*",
                "bytes=0-9/10",
                "0-9/10",
                "items 0-9/10",
                "bytes 0-9/10, bytes 0-9/10",
                "bytes -9/10",
                "bytes 0-99999999999999999999/*"
            })
    void contentRangeThatContradictsItselfIsNone(String value) {
        assertThat(ContentRange.parseLeniently(value)).isEmpty();
    }
}
