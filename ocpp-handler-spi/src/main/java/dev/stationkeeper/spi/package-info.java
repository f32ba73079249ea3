// SPDX-License-Identifier: Apache-2.0
/**
 * What a vendor's handler compiles against.
 *
 * <p>Two small interfaces are the vendor's: {@link dev.stationkeeper.spi.OcppHandler}, one object
 * per load of a plugin, and {@link dev.stationkeeper.spi.StationHandler}, one object per station.
 * Everything else is given by the server. Version-neutral decisions are on top, in {@code
 * dev.stationkeeper.spi.decision}.
 *
 * <h2>Threads</h2>
 *
 * Vendor code runs on platform threads of the plugin's own, never on a thread of the server. It may
 * block. The calls of one {@code StationHandler} never overlap and happen before one another; those
 * of different stations run side by side. An {@code OcppHandler} is called from many threads.
 *
 * <h2>Deadlines</h2>
 *
 * Every call has one: by default 10 s for {@code start} and {@code open}, 20 s for a request or an
 * event, 5 s for {@code onStop} and {@code close}. At the deadline the station gets its answer
 * without the handler and the thread is interrupted once. A call that has still not returned after
 * a grace period is abandoned: the instance is fenced off, nothing that it does counts any more,
 * and a new instance takes its place.
 *
 * <h2>Order</h2>
 *
 * Requests and events of one station arrive in the order in which they happened. Responders are
 * asked in ascending {@link dev.stationkeeper.spi.OcppHandlerInfo#order()}, then in the order in
 * which they were installed, until one does not pass.
 *
 * <h2>Errors</h2>
 *
 * Whatever is thrown, a null answer and an answer that the protocol does not allow are a crash of
 * that instance: it is replaced first, then its request is answered with InternalError. Restarts
 * have a budget; beyond it the handler is quarantined for that station until an operator lifts it.
 * A linkage error means a plugin built against another SPI: it is quarantined at once.
 *
 * <h2>State</h2>
 *
 * What an instance holds in fields dies with it. What must outlive a crash is given to {@link
 * dev.stationkeeper.spi.StationContext#checkpoint}; what must outlive a swap or an orderly stop is
 * returned by {@link dev.stationkeeper.spi.StationHandler#onStop}. Either way it comes back as a
 * {@link dev.stationkeeper.spi.Snapshot}.
 *
 * <h2>Growth</h2>
 *
 * Interfaces marked {@link dev.stationkeeper.spi.Implementable} only ever gain default methods;
 * those marked {@link dev.stationkeeper.spi.DoNotImplement} may gain any. No type here is sealed
 * and none is an enum that a vendor receives: write a default branch for every value type.
 */
@NullMarked
package dev.stationkeeper.spi;

import org.jspecify.annotations.NullMarked;
