// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stationkeeper.samples.servers.Kinesalite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A server that speaks Kinesis, and what lies in its streams. */
final class Kinesis implements AutoCloseable {
  static final String REGION = "eu-central-1";

  /** An entry of a stream: its key and its lines. */
  record Entry(String shard, String key, String lines) {}

  private static final Duration LONG = Duration.ofSeconds(30);

  final KinesisClient client;
  private final Kinesalite server;

  private Kinesis(Kinesalite server) {
    this.server = server;
    this.client =
        KinesisClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** Without npm or its registry there is none: in CI that is a failure and no reason to skip. */
  static Kinesis start() throws IOException {
    // Where the SDK looks for credentials; the server takes any.
    System.setProperty("aws.accessKeyId", "any");
    System.setProperty("aws.secretAccessKey", "any");
    // Kinesalite keeps data that came as CBOR in a form that it cannot give back.
    System.setProperty("aws.cborEnabled", "false");
    try {
      return new Kinesis(Kinesalite.start(Path.of("target/kinesalite")));
    } catch (IOException e) {
      if (System.getenv("CI") != null) {
        throw e;
      }
      return Assumptions.abort("Kinesalite cannot be had: " + e.getMessage());
    }
  }

  String endpoint() {
    return server.endpoint().toString();
  }

  /** Makes a stream of two shards. */
  void create(String stream) {
    client.createStream(r -> r.streamName(stream).shardCount(2));
    Awaitility.await()
        .atMost(LONG)
        .until(
            () ->
                client
                    .describeStream(r -> r.streamName(stream))
                    .streamDescription()
                    .streamStatus()
                    .equals(StreamStatus.ACTIVE));
  }

  /** All of a stream, shard by shard. */
  List<Entry> read(String stream) {
    List<Entry> entries = new ArrayList<>();
    for (Shard shard :
        client.describeStream(r -> r.streamName(stream)).streamDescription().shards()) {
      String iterator =
          client
              .getShardIterator(
                  r ->
                      r.streamName(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      boolean more = true;
      while (more) {
        String from = iterator;
        GetRecordsResponse page = client.getRecords(r -> r.shardIterator(from));
        for (Record each : page.records()) {
          entries.add(new Entry(shard.shardId(), each.partitionKey(), each.data().asString(UTF_8)));
        }
        iterator = page.nextShardIterator();
        more = !page.records().isEmpty();
      }
    }
    return entries;
  }

  /** All lines of a stream, each station's in the order of its shard. */
  List<String> lines(String stream) {
    return read(stream).stream().flatMap(entry -> entry.lines().lines()).toList();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
