package dev.plimsoll.peers;

import java.nio.file.Path;

/** The configuration of an nginx that gives TLS, with HTTP/1.1 and HTTP/2, to servers of plain HTTP. */
final class NginxFile {
    private final Path folder;
    private final String user;
    private final StringBuilder servers = new StringBuilder();

    /**
     * An nginx without servers yet.
     *
     * @param folder has {@code server.pem} and {@code server-key.pem}
     * @param user whose files it may read if the superuser starts it
     */
    NginxFile(Path folder, String user) {
        this.folder = folder;
        this.user = user;
    }

    /** Passes everything on, as it came. */
    NginxFile proxy(int port, int to) {
        return server(port, """
                      proxy_pass http://127.0.0.1:%d;
                      proxy_http_version 1.1;
                      proxy_set_header Host $http_host;
                      proxy_set_header X-Forwarded-Proto $scheme;
                      proxy_request_buffering off;
                      proxy_buffering off;
                      proxy_read_timeout 900;
                """.formatted(to));
    }

    /** Serves files, by ranges as well, as a CDN does. */
    NginxFile files(int port, Path root) {
        return server(port, """
                      root "%s";
                      default_type application/octet-stream;
                """.formatted(root));
    }

    private NginxFile server(int port, String location) {
        servers.append("""
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    location / {
                %s    }
                  }
                """.formatted(port, location));
        return this;
    }

    @Override
    public String toString() {
        // Without the folders for what it puts aside it would take those of the system's own nginx.
        return """
                daemon off;
                user %1$s;
                worker_processes 1;
                pid "%2$s/nginx.pid";
                error_log stderr warn;
                events {
                }
                http {
                  access_log off;
                  client_max_body_size 0;
                  client_body_temp_path "%2$s/body";
                  proxy_temp_path "%2$s/proxy";
                  fastcgi_temp_path "%2$s/fastcgi";
                  uwsgi_temp_path "%2$s/uwsgi";
                  scgi_temp_path "%2$s/scgi";
                  ssl_certificate "%2$s/server.pem";
                  ssl_certificate_key "%2$s/server-key.pem";
                %3$s}
                """.formatted(user, folder, servers);
    }
}
