package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.fixtures.capture.Capture;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.fixtures.capture.CaptureInfo;
import dev.plimsoll.fixtures.capture.CaptureWriter;
import dev.plimsoll.fixtures.redact.Redactor;
import dev.plimsoll.model.http.Exchange;
import dev.plimsoll.model.http.Transcript;
import dev.plimsoll.model.oci.MalformedException;
import dev.plimsoll.recorder.imports.ImportListener;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * Turns an HTTP Archive (HAR 1.2, as Chrome, Firefox, mitmproxy and {@link HarExporter} write it) into a capture. One
 * entry at a time is in memory, in the order in which the requests started.
 */
public final class HarImporter {
    /** log, entry, response, content: an archive is flat, and its writers' own members nearly so. */
    private static final int DEPTH = 64;

    private final Path har;
    private final HarLimits limits;
    private final JsonMapper mapper;

    private HarImporter(Path har, HarLimits limits) {
        this.har = har;
        this.limits = limits;
        var constraints = StreamReadConstraints.builder()
                .maxStringLength(limits.textChars())
                .maxNestingDepth(DEPTH)
                .build();
        mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .build();
    }

    /**
     * Imports an archive with {@link HarLimits#DEFAULT}.
     *
     * @throws CaptureException see {@link #importFile(Path, Path, CaptureInfo, Redactor, HarLimits, ImportListener)}
     */
    public static Capture importFile(Path har, Path target, CaptureInfo info, Redactor redactor) throws IOException {
        return importFile(har, target, info, redactor, HarLimits.DEFAULT, ImportListener.none());
    }

    /**
     * Imports an archive; secrets are taken out before anything reaches the disk.
     *
     * @param target a folder that is empty or does not exist yet
     * @param listener hears of entries that are no HTTP: {@code data:} URLs, web sockets
     * @throws CaptureException if the file is no archive, an entry is malformed or beyond the limits, or the capture
     *     cannot be written; the message names file, entry (from 1, in the file's order) and remedy
     */
    public static Capture importFile(
            Path har, Path target, CaptureInfo info, Redactor redactor, HarLimits limits, ImportListener listener)
            throws IOException {
        var importer = new HarImporter(har, limits);
        var index = HarIndex.of(har, importer.mapper);
        var created = CaptureWriter.create(target, info, redactor);
        try (var writer = created) {
            importer.each(index, listener, writer::add);
        } catch (IOException e) {
            // Half an archive would look like a whole capture. The folder was empty before.
            remove(target);
            throw e;
        }
        return Capture.open(target);
    }

    private static void remove(Path target) throws IOException {
        try (var files = Files.walk(target)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Takes exchanges as they are in the archive, secrets included. */
    interface ExchangeSink {
        void add(Exchange exchange) throws IOException;
    }

    static void read(Path har, ExchangeSink sink) throws IOException {
        var importer = new HarImporter(har, HarLimits.DEFAULT);
        importer.each(HarIndex.of(har, importer.mapper), ImportListener.none(), sink);
    }

    /**
     * The exchanges of an archive as they are in it, secrets included, in memory alone: to look through them.
     *
     * @throws CaptureException see {@link #importFile(Path, Path, CaptureInfo, Redactor, HarLimits, ImportListener)}
     */
    public static Transcript read(Path har, HarLimits limits, ImportListener listener) throws IOException {
        var importer = new HarImporter(har, limits);
        var exchanges = new ArrayList<Exchange>();
        importer.each(
                HarIndex.of(har, importer.mapper),
                listener,
                exchange -> exchanges.add(exchange.withId(exchanges.size() + 1)));
        return new Transcript(exchanges);
    }

    private void each(HarIndex index, ImportListener listener, ExchangeSink sink) throws IOException {
        int taken = 0;
        for (var place : index.entries()) {
            var where = "entry " + place.number();
            var entry = new HarEntry(node(place, har + " " + where), index.creator());
            try {
                var foreign = entry.foreign();
                if (foreign.isPresent()) {
                    listener.passedOver(where, foreign.get());
                } else {
                    taken++;
                    sink.add(entry.exchange());
                }
            } catch (MalformedException e) {
                throw new CaptureException(
                        har + " " + where + ": " + e.getMessage() + "; mend the entry or take it out", e);
            }
        }
        if (taken == 0) {
            throw new CaptureException(har + ": holds no exchange over HTTP; record with the network log open");
        }
    }

    private JsonNode node(HarIndex.Place place, String where) throws IOException {
        try (var channel = Files.newByteChannel(har)) {
            // Reads one value and leaves the rest.
            return mapper.readTree(Channels.newInputStream(channel.position(place.offset())));
        } catch (StreamConstraintsException e) {
            throw new CaptureException(
                    where + ": a text of more than " + limits.textChars() + " characters, or nested deeper than "
                            + DEPTH
                            + "; raise HarLimits.textChars (plimsoll import --max-text-chars), or export without bodies",
                    e);
        } catch (JsonProcessingException e) {
            throw new CaptureException(where + ": changed while it was read; import it again", e);
        }
    }
}
