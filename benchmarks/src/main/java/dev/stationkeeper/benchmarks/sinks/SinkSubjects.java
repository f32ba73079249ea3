// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.sinks;

import dev.stationkeeper.samples.analytics.files.FilesHandlers;
import dev.stationkeeper.samples.analytics.kafka.KafkaHandlers;
import dev.stationkeeper.samples.analytics.kinesis.KinesisHandlers;
import dev.stationkeeper.samples.servers.KafkaBroker;
import dev.stationkeeper.samples.servers.Kinesalite;
import dev.stationkeeper.spi.OcppHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The sinks that there are, each with its real other side on this machine. */
final class SinkSubjects {
  private static final String REGION = "eu-central-1";
  private static final String STREAM = "meter-values";

  private SinkSubjects() {}

  /** Files of a format; stalled, there is a file where their folder has to be. */
  static SinkSubject files(String format, Path folder) {
    Path type = folder.resolve("meter_value");
    Path aside = folder.resolve("aside");
    return new Subject(
        "files, " + format,
        FilesHandlers.MeterValues::new,
        // By default a file that is not full waits five minutes; here the last one would.
        Map.of("folder", folder.toString(), "format", format, "flushInterval", "PT1S"),
        () -> {
          Files.move(type, aside);
          Files.writeString(type, "in the way");
        },
        () -> Files.delete(type),
        () -> {});
  }

  /** A broker; stalled, its process is stopped. */
  static SinkSubject kafka(Path folder) throws IOException {
    KafkaBroker broker = KafkaBroker.start(folder);
    return new Subject(
        "Kafka",
        KafkaHandlers.MeterValues::new,
        Map.of("servers", broker.address()),
        broker::pause,
        broker::resume,
        broker::close);
  }

  /** Kinesalite, which keeps everything in its memory; stalled, its process is stopped. */
  static SinkSubject kinesis(Path folder) throws IOException {
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    // As in the tests: Kinesalite's CBOR is not whole.
    System.setProperty("aws.cborEnabled", "false");
    Kinesalite server = Kinesalite.start(folder);
    create(server.endpoint());
    return new Subject(
        "Kinesis (Kinesalite)",
        KinesisHandlers.MeterValues::new,
        Map.of("region", REGION, "endpoint", server.endpoint().toString(), "stream", STREAM),
        server::pause,
        server::resume,
        server::close);
  }

  private static void create(URI endpoint) {
    try (KinesisClient client =
        KinesisClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      client.createStream(r -> r.streamName(STREAM).shardCount(4));
      client.waiter().waitUntilStreamExists(r -> r.streamName(STREAM));
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private record Subject(
      String name,
      Supplier<OcppHandler> handler,
      Map<String, String> settings,
      Step stalls,
      Step resumes,
      Runnable ends)
      implements SinkSubject {
    @Override
    public void stall() throws IOException {
      stalls.run();
    }

    @Override
    public void resume() throws IOException {
      resumes.run();
    }

    @Override
    public void close() {
      ends.run();
    }
  }
}
