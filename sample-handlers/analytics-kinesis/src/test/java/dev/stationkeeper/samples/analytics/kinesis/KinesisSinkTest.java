// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.BatchPolicy;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.samples.analytics.SinkSettings;
import dev.stationkeeper.spi.HandlerEnvironment;
import dev.stationkeeper.spi.OcppHandlerInfo;
import dev.stationkeeper.tck.FakeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Over a server that speaks Kinesis and checks its limits. */
class KinesisSinkTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long SEED = Long.getLong("kinesis.seed", System.nanoTime());
  private static Kinesis kinesis;

  @BeforeAll
  static void start() throws Exception {
    kinesis = Kinesis.start();
  }

  @AfterAll
  static void stop() {
    if (kinesis != null) {
      kinesis.close();
    }
  }

  private static FakeLog log(String stream) {
    return FakeLog.of(KinesisHandlers.MeterValues::new)
        .patience(LONG)
        .setting("region", Kinesis.REGION)
        .setting("endpoint", kinesis.endpoint())
        .setting("stream", stream)
        .start();
  }

  private static void events(FakeLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append(
          "CS" + i % 10,
          "MeterValuesRecorded",
          "{\"samples\":[{\"value\":\"%d\"},{\"value\":\"0\"}]}".formatted(i));
    }
  }

  private static void deliverAll(FakeLog log) {
    Awaitility.await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> log.deliver() == FakeLog.Delivery.TAKEN && log.awaitAcknowledged());
  }

  private static Set<String> wanted(int events) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < events; i++) {
      ids.add("CS" + i % 10 + ":" + (i / 10 + 1) + ":0");
      ids.add("CS" + i % 10 + ":" + (i / 10 + 1) + ":1");
    }
    return ids;
  }

  private static List<String> ids(List<String> lines) {
    return lines.stream().map(line -> JsonView.parse(line).string("id").orElseThrow()).toList();
  }

  private static void assertInOrder(String why, List<String> lines) {
    Map<String, Long> last = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (String line : lines) {
      JsonView record = JsonView.parse(line);
      if (seen.add(record.string("id").orElseThrow())) {
        long at =
            record.number("sequence").orElseThrow() * 10 + record.number("index").orElseThrow();
        Long before = last.put(record.string("station").orElseThrow(), at);
        assertTrue(before == null || before < at, () -> why + line + " came behind " + before);
      }
    }
  }

  @Test
  void everySampleIsInTheStreamOnceWithTheStationAsKey() {
    kinesis.create("plain");
    try (FakeLog log = log("plain")) {
      events(log, 1_000);
      deliverAll(log);
    }
    List<String> lines = kinesis.lines("plain");
    assertEquals(2_000, lines.size());
    assertEquals(wanted(1_000), new HashSet<>(ids(lines)));
    assertInOrder("", lines);
    for (Kinesis.Entry entry : kinesis.read("plain")) {
      entry
          .lines()
          .lines()
          .forEach(
              line ->
                  assertEquals(entry.key(), JsonView.parse(line).string("station").orElseThrow()));
    }
  }

  @Test
  void aStreamThatIsNotThereIsASinkThatIsAway() {
    try (FakeLog log = log("later")) {
      events(log, 600);
      assertEquals(FakeLog.Delivery.LATER, log.deliver());
      assertEquals(0, log.checkpoint());
      kinesis.create("later");
      deliverAll(log);
    }
    assertEquals(wanted(600), new HashSet<>(ids(kinesis.lines("later"))));
  }

  /**
   * A real stream refuses single entries when a shard is over its rate, which this server never
   * does: so some are kept from it and answered for it.
   */
  @Test
  void onlyWhatWasRefusedIsSentAgainAndStationsStayInOrder() {
    kinesis.create("throttled");
    Random random = new Random(SEED);
    List<Integer> sizes = new ArrayList<>();
    RecordSink sink =
        new StreamSink(
            request -> {
              sizes.add(request.records().size());
              return someOf(request, random);
            },
            () -> {},
            "throttled");
    try (FakeLog log = FakeLog.of(() -> new Throttled(sink)).patience(LONG).start()) {
      events(log, 1_000);
      deliverAll(log);
    }
    List<String> lines = kinesis.lines("throttled");
    String why = "kinesis.seed=" + SEED + " ";
    assertEquals(2_000, lines.size(), why + "none twice");
    assertEquals(wanted(1_000), new HashSet<>(ids(lines)), why);
    assertInOrder(why, lines);
    assertTrue(sizes.size() > 4, why + sizes);
  }

  private static PutRecordsResponse someOf(PutRecordsRequest request, Random random) {
    List<PutRecordsRequestEntry> through = new ArrayList<>();
    List<PutRecordsResultEntry> results = new ArrayList<>();
    for (PutRecordsRequestEntry entry : request.records()) {
      boolean refused = random.nextInt(3) == 0;
      if (!refused) {
        through.add(entry);
      }
      results.add(
          refused
              ? PutRecordsResultEntry.builder()
                  .errorCode("ProvisionedThroughputExceededException")
                  .errorMessage("Rate exceeded")
                  .build()
              : PutRecordsResultEntry.builder().sequenceNumber("1").shardId("s").build());
    }
    if (!through.isEmpty()) {
      PutRecordsResponse real =
          kinesis.client.putRecords(r -> r.streamName(request.streamName()).records(through));
      assertEquals(0, real.failedRecordCount());
    }
    return PutRecordsResponse.builder().records(results).build();
  }

  /** The handler with a sink of the test's. */
  @OcppHandlerInfo(
      id = "throttled",
      version = "1",
      spi = OcppHandlerInfo.SPI_VERSION,
      role = OcppHandlerInfo.CONSUMER)
  private static final class Throttled extends AnalyticsHandler {
    private final RecordSink sink;

    Throttled(RecordSink sink) {
      super(RecordType.METER_VALUE, new BatchPolicy(500, 1 << 20, Duration.ofSeconds(1)));
      this.sink = sink;
    }

    @Override
    protected void configure(SinkSettings settings) {}

    @Override
    protected RecordSink open(RecordType type, HandlerEnvironment environment) {
      return sink;
    }
  }
}
