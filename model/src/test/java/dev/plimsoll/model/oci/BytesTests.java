package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BytesTests {
    @Test
    void laterChangesOfTheArrayDoNotShow() {
        byte[] array = {1, 2, 3};
        var bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void prefixAndTailJoinToTheWhole() {
        assertThat(Bytes.utf8("abcdef").prefix(3).concat(Bytes.utf8("def"))).isEqualTo(Bytes.utf8("abcdef"));
        assertThat(Bytes.utf8("abc").prefix(0)).isEqualTo(Bytes.empty());
    }

    @Test
    void prefixLongerThanTheContentIsRefusedAndNotFilledWithZeroes() {
        assertThatThrownBy(() -> Bytes.utf8("abc").prefix(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Bytes.utf8("abc").prefix(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void contentIsNotPrinted() {
        assertThat(Bytes.utf8("secret")).hasToString("6 bytes");
    }
}
