// SPDX-License-Identifier: Apache-2.0
package dev.stationkeeper.simulator.net;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;

/** Does the handshake of one connection, then hands its text messages to the link. */
// As in the link: a lost write ends in a closed channel, and that is told.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketReader extends SimpleChannelInboundHandler<Object> {
  private static final int NO_STATUS = 1005;

  private final WebSocketLink link;
  private final WebSocketClientHandshaker handshaker;

  WebSocketReader(WebSocketLink link, WebSocketClientHandshaker handshaker) {
    this.link = link;
    this.handshaker = handshaker;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    handshaker.handshake(ctx.channel());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Object message) {
    if (message instanceof FullHttpResponse response) {
      finishHandshake(ctx, response);
    } else if (message instanceof WebSocketFrame frame) {
      frame(ctx, frame);
    }
  }

  private void finishHandshake(ChannelHandlerContext ctx, FullHttpResponse response) {
    try {
      handshaker.finishHandshake(ctx.channel(), response);
    } catch (WebSocketHandshakeException e) {
      String reason = response.status().reasonPhrase() + ": " + e.getMessage();
      link.refused(ctx.channel(), response.status().code(), reason);
      return;
    }
    link.handshaken(ctx.channel());
  }

  private void frame(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> link.text(ctx.channel(), text.text());
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close -> {
        int code = close.statusCode() == -1 ? NO_STATUS : close.statusCode();
        link.peerCloses(ctx.channel(), code, close.reasonText());
        ctx.writeAndFlush(new CloseWebSocketFrame(true, 0, close.content().retain()))
            .addListener(ChannelFutureListener.CLOSE);
      }
      default -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    link.refused(ctx.channel(), 1006, String.valueOf(cause));
  }
}
