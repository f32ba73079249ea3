// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.samples.analytics.kinesis;

import dev.stationkeeper.samples.analytics.AnalyticsHandler;
import dev.stationkeeper.samples.analytics.BatchPolicy;
import dev.stationkeeper.samples.analytics.RecordSink;
import dev.stationkeeper.samples.analytics.RecordType;
import dev.stationkeeper.samples.analytics.SinkSettings;
import dev.stationkeeper.spi.HandlerEnvironment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;

/**
 * Sends the records of a type to a stream.
 *
 * <p>Settings beside those of {@link AnalyticsHandler}: {@code region} (must be given), {@code
 * stream} ({@code stationkeeper-{type}} by default; {@code {type}} stands for the type) and {@code
 * endpoint} for another address than Amazon's. Credentials are looked for where the AWS SDK looks
 * for them: environment, profile, role of the machine.
 */
abstract class KinesisHandler extends AnalyticsHandler {
  /** As many records as a request has at most, so that each batch is one request. */
  private static final BatchPolicy BATCH =
      new BatchPolicy(KinesisRequest.MOST_ENTRIES, 4 << 20, Duration.ofSeconds(1));

  private static final String TYPE = "{type}";
  private static final Duration ATTEMPT = Duration.ofSeconds(8);

  private String region = "";
  private String stream = "stationkeeper-" + TYPE;
  private @Nullable URI endpoint;

  KinesisHandler(RecordType type) {
    super(type, BATCH);
  }

  @Override
  protected final void configure(SinkSettings settings) {
    region = settings.required("region");
    stream = settings.text("stream").orElse(stream);
    Optional<String> address = settings.text("endpoint");
    endpoint = address.map(URI::create).orElse(null);
  }

  @Override
  protected final RecordSink open(RecordType type, HandlerEnvironment environment) {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(region))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT))
            .overrideConfiguration(
                o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ATTEMPT.multipliedBy(2)));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    KinesisClient client = builder.build();
    return new StreamSink(client::putRecords, client::close, stream.replace(TYPE, type.label()));
  }
}
