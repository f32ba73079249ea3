// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.benchmarks.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/** A bare server on Netty NIO with one event loop: what another transport could give. */
public final class NettyEcho {
  private NettyEcho() {}

  /** Serves on the port that is the first argument until the process ends. */
  public static void main(String[] arguments) {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                WebSocketServerProtocolConfig config =
                    WebSocketServerProtocolConfig.newBuilder()
                        .websocketPath("/")
                        .checkStartsWith(true)
                        .subprotocols("ocpp1.6,ocpp2.0.1,ocpp2.1")
                        .maxFramePayloadLength(128 * 1024)
                        .build();
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(8192),
                        new WebSocketServerProtocolHandler(config),
                        new Answering());
              }
            })
        .bind("127.0.0.1", Integer.parseInt(arguments[0]))
        .syncUninterruptibly()
        .channel()
        .closeFuture()
        .syncUninterruptibly();
  }

  private static final class Answering extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: the channel tells of failures
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      String answer = CannedAnswers.answer(frame.text());
      if (!answer.isEmpty()) {
        context.writeAndFlush(new TextWebSocketFrame(answer), context.voidPromise());
      }
    }
  }
}
