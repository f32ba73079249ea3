// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.net;

import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.StationId;
import dev.stationkeeper.simulator.station.Closed;
import dev.stationkeeper.simulator.station.Link;
import dev.stationkeeper.simulator.station.Station;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** One station's WebSocket; on its event loop only. */
// What becomes of a write or a close is told by the channel's end, not by each future.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketLink implements Link {
  /** Largest message that a station reads. */
  static final int MAX_FRAME_BYTES = 128 * 1024;

  private static final int HANDSHAKE_BYTES = 8 * 1024;
  private static final long HANDSHAKE_SECONDS = 10;
  private static final long CLOSE_WAIT_SECONDS = 2;

  private final StationNetwork network;
  private final EventLoop loop;
  private final StationId id;
  private final OcppVersion version;
  private final Endpoint endpoint;
  private @Nullable Station attached;
  private @Nullable Channel channel;
  private boolean open;
  private @Nullable Closed refusal;
  private @Nullable ScheduledFuture<?> handshakeLimit;

  WebSocketLink(
      StationNetwork network,
      EventLoop loop,
      StationId id,
      OcppVersion version,
      Endpoint endpoint) {
    this.network = network;
    this.loop = loop;
    this.id = id;
    this.version = version;
    this.endpoint = endpoint;
  }

  void attach(Station station) {
    attached = station;
  }

  @Override
  public void connect() {
    if (channel != null) {
      return;
    }
    refusal = null;
    Bootstrap bootstrap =
        network
            .bootstrap(loop)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel ch) {
                    prepare(ch);
                  }
                });
    InetSocketAddress target =
        InetSocketAddress.createUnresolved(endpoint.base().getHost(), endpoint.port());
    ChannelFuture connecting =
        endpoint.source() == null
            ? bootstrap.connect(target)
            : bootstrap.connect(target, new InetSocketAddress(endpoint.source(), 0));
    Channel started = connecting.channel();
    channel = started;
    connecting.addListener(
        done -> {
          if (!done.isSuccess() && started.equals(channel)) {
            refusal = new Closed(1006, String.valueOf(done.cause()));
          }
        });
    handshakeLimit = loop.schedule(() -> giveUp(started), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    started.closeFuture().addListener(done -> ended(started, new Closed(1006, "socket ended")));
  }

  private void giveUp(Channel connecting) {
    if (!open) {
      refused(connecting, 1006, "no handshake within " + HANDSHAKE_SECONDS + " s");
    }
  }

  private void prepare(SocketChannel ch) {
    if (endpoint.isSecure()) {
      ch.pipeline().addLast(new SslHandler(engine()));
    }
    WebSocketClientHandshaker handshaker =
        WebSocketClientHandshakerFactory.newHandshaker(
            endpoint.of(id),
            WebSocketVersion.V13,
            version.subprotocol(),
            false,
            headers(),
            MAX_FRAME_BYTES);
    ch.pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(HANDSHAKE_BYTES),
            new WebSocketFrameAggregator(MAX_FRAME_BYTES),
            new WebSocketReader(this, handshaker));
  }

  private HttpHeaders headers() {
    HttpHeaders headers = new DefaultHttpHeaders();
    String password = endpoint.password();
    if (password != null) {
      byte[] pair = (id.value() + ':' + password).getBytes(StandardCharsets.UTF_8);
      headers.set(
          HttpHeaderNames.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return headers;
  }

  private SSLEngine engine() {
    try {
      SSLContext context = endpoint.tls() == null ? SSLContext.getDefault() : endpoint.tls();
      SSLEngine engine = context.createSSLEngine(endpoint.base().getHost(), endpoint.port());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      return engine;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This platform has no TLS", e);
    }
  }

  @Override
  public void send(String text) {
    Channel current = channel;
    if (current != null && open) {
      current.writeAndFlush(new TextWebSocketFrame(text), current.voidPromise());
    }
  }

  @Override
  public void close(boolean abruptly) {
    Channel current = channel;
    if (current == null) {
      return;
    }
    if (abruptly || !open) {
      // Linger 0 makes the kernel answer with a reset instead of an orderly end.
      current.config().setOption(ChannelOption.SO_LINGER, 0);
      current.close();
      return;
    }
    open = false;
    current.writeAndFlush(new CloseWebSocketFrame(1000, "bye"));
    loop.schedule(() -> current.close(), CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Closes politely and for good; {@code gone} runs when no socket is left. */
  void leave(Runnable gone) {
    Channel current = channel;
    if (current == null) {
      gone.run();
    } else {
      current.closeFuture().addListener(done -> gone.run());
      close(false);
    }
  }

  // ---- told by the reader ----

  void handshaken(Channel of) {
    if (of.equals(channel)) {
      open = true;
      endHandshake();
      station().opened();
    }
  }

  void refused(Channel of, int status, String reason) {
    if (of.equals(channel)) {
      refusal = new Closed(status, reason);
      of.close();
    }
  }

  void text(Channel of, String text) {
    if (of.equals(channel) && open) {
      station().received(text);
    }
  }

  void peerCloses(Channel of, int code, String reason) {
    if (of.equals(channel)) {
      refusal = new Closed(code, reason);
      open = false;
    }
  }

  private void endHandshake() {
    if (handshakeLimit != null) {
      handshakeLimit.cancel(false);
      handshakeLimit = null;
    }
  }

  private void ended(Channel of, Closed why) {
    if (!of.equals(channel)) {
      return;
    }
    channel = null;
    open = false;
    endHandshake();
    Closed told = refusal == null ? why : refusal;
    refusal = null;
    station().closed(told);
  }

  private Station station() {
    Station station = attached;
    if (station == null) {
      throw new IllegalStateException("No station is attached");
    }
    return station;
  }
}
