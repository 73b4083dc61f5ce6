package dev.plimsoll.engine;

import dev.plimsoll.model.http.Body;
import dev.plimsoll.model.http.BodyEnd;
import dev.plimsoll.model.oci.Bytes;
import dev.plimsoll.model.oci.Digest;
import dev.plimsoll.model.oci.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.OptionalLong;

/** A body that is measured on its way to the reader, and told of once when it ends, fails or is closed. */
final class MeasuredBody extends ReadThrough {
    /** What to do with the measured body. */
    interface Ending {
        void ended(Body body, BodyEnd end, Optional<String> failure);
    }

    private final int keptBytes;
    private final OptionalLong declared;
    private final Ending ending;
    private final MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long length;
    private boolean told;

    MeasuredBody(InputStream in, int keptBytes, OptionalLong declared, Ending ending) {
        super(in);
        this.keptBytes = keptBytes;
        this.declared = declared;
        this.ending = ending;
    }

    /** There is no body: the response to a HEAD, for instance, whatever length it declares. */
    void endEmpty() {
        tell(BodyEnd.COMPLETE, Optional.empty());
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        try {
            int read = super.read(buffer, offset, count);
            if (read < 0) {
                tell(BodyEnd.COMPLETE, Optional.empty());
            } else {
                hash.update(buffer, offset, read);
                keep(buffer, offset, read);
                length += read;
            }
            return read;
        } catch (BodyCutException e) {
            tell(e.end(), Optional.of(String.valueOf(e.getMessage())));
            throw e;
        } catch (IOException e) {
            tell(BodyEnd.SHORT, Optional.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            boolean all = declared.isPresent() && declared.getAsLong() == length;
            tell(all ? BodyEnd.COMPLETE : BodyEnd.CLIENT_ABORT, Optional.empty());
        }
    }

    private void keep(byte[] buffer, int offset, int count) {
        if (length + count <= keptBytes) {
            kept.write(buffer, offset, count);
        } else {
            kept.reset();
        }
    }

    private void tell(BodyEnd end, Optional<String> failure) {
        if (!told) {
            told = true;
            Body body = length <= keptBytes
                    ? Body.of(Bytes.of(kept.toByteArray()))
                    : new Body.Described(length, Digest.of(DigestAlgorithm.SHA256, hash.digest()));
            ending.ended(body, end, failure);
        }
    }
}
