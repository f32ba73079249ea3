// SPDX-License-Identifier: Apache-2.0
/** Files that operators change while a handler runs, and files of the handler's own. */
@NullMarked
package dev.stationkeeper.samples.files;

import org.jspecify.annotations.NullMarked;
