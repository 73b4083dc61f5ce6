package dev.plimsoll.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTests {
    @ParameterizedTest
    @CsvSource({
        "0, '0 bytes'",
        "1, '1 byte'",
        "1023, '1023 bytes'",
        "1024, '1.0 KiB (1,024 bytes)'",
        "48533760, '46.3 MiB (48,533,760 bytes)'",
        "9223372036854775807, '8.0 EiB (9,223,372,036,854,775,807 bytes)'"
    })
    void bytesAreReadable(long bytes, String text) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59999, 59.9 s", "60000, 1 min 00 s", "125000, 2 min 05 s"})
    void durationsAreReadable(long millis, String text) {
        assertThat(Quantities.millis(millis)).isEqualTo(text);
    }
}
