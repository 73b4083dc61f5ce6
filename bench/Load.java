import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks for one small document again and again, each client over one kept connection of HTTP/1.1, and prints how long each
 * exchange took. Through a proxy (CONNECT) where one is given; certificates are not checked, so that servers alone count.
 *
 * <pre>java Load.java tls|plain PORT proxy|no HOST PATH CLIENTS SECONDS|COUNTx</pre>
 */
public final class Load {
    private final boolean tls;
    private final int port;
    private final boolean proxy;
    private final String host;
    private final byte[] request;

    private Load(String[] args) {
        tls = args[0].equals("tls");
        port = Integer.parseInt(args[1]);
        proxy = args[2].equals("proxy");
        host = args[3];
        request = ("GET " + args[4] + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] args) throws Exception {
        var load = new Load(args);
        int clients = Integer.parseInt(args[5]);
        boolean counted = args[6].endsWith("x");
        long most = counted ? Long.parseLong(args[6].replace("x", "")) : Long.MAX_VALUE;
        // The first fifth is for compilers and connections, and is not counted.
        long length = counted ? Long.MAX_VALUE / 4 : Long.parseLong(args[6]) * 1_000_000_000L;
        long begin = System.nanoTime();
        long from = counted ? begin : begin + length / 5;
        var tasks = new ArrayList<Callable<LongStream>>();
        for (int i = 0; i < clients; i++) {
            tasks.add(() -> load.client(most, from, begin + length));
        }
        var threads = Executors.newFixedThreadPool(clients);
        var times = LongStream.empty();
        for (var future : threads.invokeAll(tasks)) {
            times = LongStream.concat(times, future.get());
        }
        threads.shutdown();
        var sorted = times.sorted().toArray();
        double seconds = (System.nanoTime() - from) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"per second\": %.1f, \"median ms\": %.4f, \"p99 ms\": %.4f, \"worst ms\": %.4f, \"count\": %d}%n",
                sorted.length / seconds,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                sorted.length);
    }

    /** The nanoseconds of each exchange; of a counted run the last four fifths. */
    private LongStream client(long most, long from, long until) throws Exception {
        var times = new long[1024];
        int count = 0;
        try (var socket = connect()) {
            var in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            var out = socket.getOutputStream();
            for (long sent = 0; sent < most && System.nanoTime() < until; sent++) {
                long start = System.nanoTime();
                out.write(request);
                int length = head(in);
                if (in.readNBytes(length).length != length) {
                    throw new EOFException("a body was cut");
                }
                long end = System.nanoTime();
                if (start >= from && (most == Long.MAX_VALUE || sent >= most / 5)) {
                    times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
                    times[count++] = end - start;
                }
            }
        }
        return Arrays.stream(times, 0, count);
    }

    private Socket connect() throws Exception {
        var socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        if (proxy) {
            socket.getOutputStream()
                    .write(("CONNECT " + host + ":443 HTTP/1.1\r\nHost: " + host + ":443\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            head(socket.getInputStream());
        }
        if (!tls) {
            return socket;
        }
        var secured = (SSLSocket) believing().createSocket(socket, host, port, true);
        var parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Reads a head of status 200 to its end; the length of the body. */
    private static int head(InputStream in) throws IOException {
        int length = 0;
        var line = line(in);
        if (!line.startsWith("HTTP/1.1 200")) {
            throw new IOException("not 200: " + line);
        }
        for (line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        return length;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static SSLSocketFactory believing() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, null);
        return context.getSocketFactory();
    }
}
