package dev.plimsoll.recorder.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTests {
    private static final int RECORD = 16 << 10;

    private final List<byte[]> handedOver = new ArrayList<>();

    @Test
    void aLongBodyComesInBatchesAndWhole() {
        var body = random(10 * RECORD + 123);
        var batch = Batch.of(body.length);
        add(batch, body, RECORD);
        batch.flush(handedOver::add);
        assertThat(handedOver)
                .extracting(part -> part.length)
                .containsExactly(4 * RECORD, 4 * RECORD, 2 * RECORD + 123);
        assertThat(joined()).isEqualTo(body);
    }

    @Test
    void recordsThatDoNotFitEvenlyKeepTheirOrder() {
        var body = random(777_777);
        var batch = Batch.of(body.length);
        add(batch, body, 9_999);
        batch.flush(handedOver::add);
        assertThat(joined()).isEqualTo(body);
        assertThat(handedOver).hasSizeLessThan(20);
    }

    @Test
    void whatIsLongerThanABatchGoesAtOnceAfterWhatCameBefore() {
        var body = random(200_000);
        var batch = Batch.of(body.length);
        batch.add(ByteBuffer.wrap(body, 0, 100), handedOver::add);
        batch.add(ByteBuffer.wrap(body, 100, body.length - 100), handedOver::add);
        assertThat(handedOver).extracting(part -> part.length).containsExactly(100, body.length - 100);
        assertThat(joined()).isEqualTo(body);
    }

    @Test
    void aShortBodyGoesAsItComes() {
        var batch = Batch.of(500);
        add(batch, random(500), 100);
        assertThat(handedOver).hasSize(5);
    }

    @Test
    void whatComesAfterTheEndIsNotHeldBack() {
        var batch = Batch.of(1 << 20);
        batch.flush(handedOver::add);
        batch.add(ByteBuffer.wrap(new byte[10]), handedOver::add);
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void buffersKeepTheirPositionAndMayBeUsedAgain() {
        var batch = Batch.of(1 << 20);
        var buffer = ByteBuffer.wrap(new byte[] {1, 2, 3});
        batch.add(buffer, handedOver::add);
        assertThat(buffer.remaining()).isEqualTo(3);
        buffer.put(0, (byte) 9);
        batch.flush(handedOver::add);
        assertThat(joined()).containsExactly(1, 2, 3);
    }

    private void add(Batch batch, byte[] body, int record) {
        for (int from = 0; from < body.length; from += record) {
            batch.add(ByteBuffer.wrap(body, from, Math.min(record, body.length - from)), handedOver::add);
        }
    }

    private byte[] joined() {
        var all = new ByteArrayOutputStream();
        handedOver.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
