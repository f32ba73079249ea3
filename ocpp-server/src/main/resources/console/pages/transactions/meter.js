// Meter values as the lines of a chart.

const ENERGY = "Energy.Active.Import.Register";
const POWER = "Power.Active.Import";
const CURRENT = "Current.Import";
const SOC = "SoC";

/** In the base unit: Wh, W, A, percent. */
function base(value) {
  const n = Number(value.value);
  return /^k(W|Wh|VA)$/.test(value.unit ?? "") ? n * 1000 : n;
}

/** The sum of the phases where there is no whole. */
function line(values, measurand) {
  const byTime = new Map();
  for (const value of values) {
    if ((value.measurand ?? ENERGY) !== measurand || !Number.isFinite(Number(value.value))) {
      continue;
    }
    const at = new Date(value.at).getTime() / 1000;
    const known = byTime.get(at);
    if (!value.phase) {
      byTime.set(at, { whole: true, n: base(value) });
    } else if (!known?.whole && /^L[123](-N)?$/.test(value.phase)) {
      byTime.set(at, { n: (known?.n ?? 0) + base(value) });
    }
  }
  return new Map([...byTime].map(([at, { n }]) => [at, n]));
}

/** Data for the chart: times, and the lines that have values. Energy counts from the transaction's start. */
export function chartOf(transaction) {
  const { meterValues: values, meterStart } = transaction;
  const energy = line(values, ENERGY);
  const begin = meterStart ?? energy.values().next().value ?? 0;
  // The readings of begin and end are known even when nothing came between.
  for (const [at, wh] of [[transaction.startedAt, meterStart], [transaction.stoppedAt, transaction.meterStop]]) {
    if (at && wh !== null) {
      energy.set(new Date(at).getTime() / 1000, wh);
    }
  }
  const lines = [
    { label: "Energy", unit: "kWh", scale: "kWh", token: "--available", points: new Map([...energy].map(([t, wh]) => [t, Math.max(0, wh - begin) / 1000])) },
    { label: "Power", unit: "kW", scale: "kW", token: "--charging", points: new Map([...line(values, POWER)].map(([t, w]) => [t, w / 1000])) },
    { label: "Current", unit: "A", scale: "A", token: "--reserved", points: line(values, CURRENT), hidden: true },
    { label: "State of charge", unit: "%", scale: "%", token: "--suspended", points: line(values, SOC), hidden: true },
  ].filter((l) => l.points.size > 0);
  const times = [...new Set(lines.flatMap((l) => [...l.points.keys()]))].sort((a, b) => a - b);
  return { times, lines: lines.map((l) => ({ ...l, values: times.map((t) => l.points.get(t) ?? null) })) };
}

/** What was charged so far, Wh; null when nobody knows. */
export function charged(t) {
  if (t.meterStart !== null && t.meterStop !== null) {
    return t.meterStop - t.meterStart;
  }
  const readings = [...line(t.meterValues, ENERGY).values()];
  return readings.length ? Math.max(0, readings.at(-1) - (t.meterStart ?? readings[0])) : null;
}

/** The last power, W; null when nobody told. */
export function power(t) {
  const readings = [...line(t.meterValues, POWER).values()];
  return readings.length ? readings.at(-1) : null;
}
