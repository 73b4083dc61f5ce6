package dev.plimsoll.recorder.har;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.fixtures.capture.CaptureException;
import dev.plimsoll.model.oci.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the entries of an archive stand in its file. Made by reading over the file once, skipping texts without holding
 * them; then entries can be read one by one in the order of their requests, which need not be the file's.
 *
 * @param creator name and version of the program that wrote it, empty if it does not say
 */
record HarIndex(String creator, List<Place> entries) {
    /** An entry: its number in the file from 1, its first byte, and when it started. */
    record Place(int number, long offset, Instant started) {}

    static HarIndex of(Path har, JsonMapper mapper) throws CaptureException {
        var reading = new Reading(har);
        try (var content = withoutMark(har);
                var parser = mapper.createParser(content.stream())) {
            reading.document(parser, content.skipped());
        } catch (StreamConstraintsException e) {
            throw new CaptureException(reading.where() + ": a text is longer than allowed, or nested too deeply", e);
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            // The parser's own words would quote the text, which may be a secret.
            throw new CaptureException(
                    reading.where() + ": no JSON from here on" + place + "; was the file cut? Export it again", e);
        } catch (MalformedException e) {
            throw new CaptureException(reading.where() + ": " + e.getMessage(), e);
        } catch (CaptureException e) {
            throw e;
        } catch (IOException e) {
            throw new CaptureException(har + ": cannot be read: " + e.getMessage(), e);
        }
        return reading.index();
    }

    /** A file and how many bytes of it were skipped. */
    private record Content(InputStream stream, int skipped) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Fiddler begins its archives with a byte order mark. */
    private static Content withoutMark(Path har) throws IOException {
        try (var start = Files.newInputStream(har)) {
            var bytes = start.readNBytes(3);
            boolean marked = bytes.length == 3
                    && (bytes[0] & 0xff) == 0xef
                    && (bytes[1] & 0xff) == 0xbb
                    && (bytes[2] & 0xff) == 0xbf;
            var stream = Files.newInputStream(har);
            return new Content(stream, (int) stream.skip(marked ? 3 : 0));
        }
    }

    /** One reading of a file, and how far it has come. */
    private static final class Reading {
        private final Path har;
        private final List<Place> entries = new ArrayList<>();
        private Instant started = Instant.MIN;
        private String creator = "";
        private boolean hasEntries;
        private boolean inEntry;

        Reading(Path har) {
            this.har = har;
        }

        void document(JsonParser parser, int skipped) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("no JSON object; an HTTP Archive begins with {\"log\": …");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean log = parser.currentName().equals("log");
                if (parser.nextToken() == JsonToken.START_OBJECT && log) {
                    log(parser, skipped);
                } else {
                    parser.skipChildren();
                }
            }
            // A file that was cut just here must not pass for a whole one.
            if (parser.currentToken() != JsonToken.END_OBJECT || !hasEntries) {
                throw new MalformedException("no member \"log\" with an array \"entries\": no HTTP Archive");
            }
        }

        private void log(JsonParser parser, int skipped) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (name.equals("entries") && value == JsonToken.START_ARRAY) {
                    entries(parser, skipped);
                } else if (name.equals("version") && value == JsonToken.VALUE_STRING) {
                    version(parser.getText());
                } else if (name.equals("creator") && value == JsonToken.START_OBJECT) {
                    creator = creator(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static void version(String version) {
            if (!version.isEmpty() && !version.matches("1\\.[0-9]{1,4}")) {
                throw new MalformedException("version " + version + " of HAR is not known here; export as HAR 1.2");
            }
        }

        private static String creator(JsonParser parser) throws IOException {
            var words = new ArrayList<String>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && (name.equals("name") || name.equals("version"))) {
                    words.add(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return String.join(" ", words);
        }

        private void entries(JsonParser parser, int skipped) throws IOException {
            hasEntries = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                inEntry = true;
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new MalformedException("an entry is no JSON object");
                }
                long offset = parser.currentTokenLocation().getByteOffset();
                if (offset < 0) {
                    throw new MalformedException("the file is not in UTF-8; convert it (RFC 8259 §8.1)");
                }
                entry(parser);
                entries.add(new Place(entries.size() + 1, offset + skipped, started));
                inEntry = false;
            }
        }

        /** An entry without a time stays behind the one before it. */
        private void entry(JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean time = parser.currentName().equals("startedDateTime");
                if (parser.nextToken() == JsonToken.VALUE_STRING && time) {
                    started = HarTimes.instant(parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }

        String where() {
            return inEntry ? har + " entry " + (entries.size() + 1) : har.toString();
        }

        HarIndex index() {
            entries.sort(Comparator.comparing(Place::started));
            return new HarIndex(creator, List.copyOf(entries));
        }
    }
}
