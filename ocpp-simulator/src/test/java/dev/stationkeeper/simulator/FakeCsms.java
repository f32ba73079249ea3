// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator;

import dev.stationkeeper.ocpp.Action;
import dev.stationkeeper.ocpp.Frame;
import dev.stationkeeper.ocpp.FrameCodec;
import dev.stationkeeper.ocpp.JsonView;
import dev.stationkeeper.ocpp.MessageId;
import dev.stationkeeper.ocpp.OcppVersion;
import dev.stationkeeper.ocpp.ParsedFrame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A CSMS that says yes to everything unless the test decides otherwise. */
@SuppressWarnings("FutureReturnValueIgnored") // the tests see what arrives
final class FakeCsms implements AutoCloseable {
  /** Decides one CALL. */
  interface Decision {
    /** The answer, or null for silence; {@code kind} is what the CSMS would say by itself. */
    @Nullable Frame on(String station, Frame.Call call, Frame kind);
  }

  private static final FrameCodec CODEC = new FrameCodec();

  /** A CALL or answer that a station sent. */
  record Seen(String station, OcppVersion version, Frame frame) {
    String action() {
      return frame instanceof Frame.Call call ? call.action().name() : "";
    }
  }

  final List<Seen> seen = new CopyOnWriteArrayList<>();
  final Map<String, Channel> connected = new ConcurrentHashMap<>();

  /** What the stations should not have sent. */
  final List<String> malformed = new CopyOnWriteArrayList<>();

  volatile Decision decision = (station, call, kind) -> kind;
  private final AtomicInteger transactions = new AtomicInteger(100);
  private final AtomicInteger calls = new AtomicInteger();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel server;

  FakeCsms() {
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel ch) {
                    ch.pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(65536),
                            new WebSocketServerProtocolHandler(
                                WebSocketServerProtocolConfig.newBuilder()
                                    .websocketPath("/ocpp")
                                    .checkStartsWith(true)
                                    .subprotocols("ocpp1.6,ocpp2.0.1,ocpp2.1")
                                    .build()),
                            new Connection(),
                            new NotFound());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
  }

  URI url() {
    return URI.create(
        "ws://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort() + "/ocpp");
  }

  /** The actions that a station sent, in their order. */
  List<String> actions(String station) {
    return seen.stream()
        .filter(s -> s.station().equals(station) && s.frame() instanceof Frame.Call)
        .map(Seen::action)
        .toList();
  }

  /** Sends a CALL to a station. */
  void call(String station, String action, JsonView payload) {
    MessageId id = new MessageId("csms-" + calls.incrementAndGet());
    raw(station, CODEC.write(new Frame.Call(id, Action.of(action), payload)));
  }

  void raw(String station, String text) {
    Objects.requireNonNull(connected.get(station), station)
        .writeAndFlush(new TextWebSocketFrame(text));
  }

  private Frame kindly(OcppVersion version, Frame.Call call) {
    String info = version.equals(OcppVersion.V1_6) ? "idTagInfo" : "idTokenInfo";
    JsonView accepted = JsonView.object().put("status", "Accepted").build();
    JsonView answer =
        switch (call.action().name()) {
          case "BootNotification" ->
              JsonView.object()
                  .put("status", "Accepted")
                  .put("currentTime", Instant.now())
                  .put("interval", 60)
                  .build();
          case "Heartbeat" -> JsonView.object().put("currentTime", Instant.now()).build();
          case "Authorize" -> JsonView.object().put(info, accepted).build();
          case "StartTransaction" ->
              JsonView.object()
                  .put("transactionId", transactions.incrementAndGet())
                  .put(info, accepted)
                  .build();
          case "TransactionEvent" ->
              call.payload().object("idToken").isPresent()
                  ? JsonView.object().put(info, accepted).build()
                  : JsonView.EMPTY;
          default -> JsonView.EMPTY;
        };
    return new Frame.CallResult(call.id(), answer);
  }

  private final class Connection extends SimpleChannelInboundHandler<WebSocketFrame> {
    private String station = "";
    private OcppVersion version = OcppVersion.V1_6;

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete done) {
        station = done.requestUri().substring("/ocpp/".length());
        version = OcppVersion.ofSubprotocol(done.selectedSubprotocol()).orElseThrow();
        connected.put(station, ctx.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
      if (!(frame instanceof TextWebSocketFrame text)) {
        return;
      }
      switch (CODEC.parse(text.text(), version)) {
        case ParsedFrame.Valid(Frame.Call call) -> {
          seen.add(new Seen(station, version, call));
          malformed.addAll(ValidMessages.faults(version, call, ""));
          Frame answer = decision.on(station, call, kindly(version, call));
          if (answer != null) {
            ctx.writeAndFlush(new TextWebSocketFrame(CODEC.write(answer)));
          }
        }
        case ParsedFrame.Valid(Frame other) -> seen.add(new Seen(station, version, other));
        case ParsedFrame.Malformed fault -> malformed.add(fault.reason());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      connected.remove(station, ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // A reset is how the tests lose connections.
      ctx.close();
    }
  }

  /** Whatever is no WebSocket of ours. */
  private static final class NotFound extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      var response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
      ctx.writeAndFlush(response);
    }
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3000);
  }
}
