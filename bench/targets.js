// The targets that hookward has to meet, as data, and the lines that state whether it does. The lines are printed with
// the results. A missed target is not an error.

/**
 * The targets in Node, compared with node:crypto: the size of the body in bytes, and the minimum ratio of the speeds.
 */
const NODE = [
  { size: 256, least: 2.0 },
  { size: 512, least: 0.95 },
  { size: 1024, least: 1.6 },
  { size: 4096, least: 1.3 },
  { size: 16_384, least: 1.1 },
  { size: 65_536, least: 0.95 },
  { size: 1_048_576, least: 0.95 },
];
/**
 * The maximum size for which hookward has to be the fastest. Above this size, only the SHA-256 implementation matters,
 * and every package on node:crypto has the same one.
 */
const FASTEST_UP_TO = 65_536;
/** The maximum compressed sizes, in bytes. */
const SIZES = {
  "hookward/lite, one scheme": 27_000,
  "hookward, every scheme": 100_000,
  "the hookward Worker": 140_000,
};
const OURS = "hookward, gilbert";
const BROWSER = "hookward, gilbert, as in a browser";

const line = (met, what, value, wanted) => `${met ? "  met      " : "  NOT MET  "}${what}: ${value} (${wanted})`;
const times = (value) => value.toFixed(2);
const atLeast = (what, value, least) => line(value >= least, what, times(value), `at least ${least}`);

/** The functions that return a line for each target, by the kind of the results. */
const TARGETS = {
  verify({ sizes, ours }) {
    const lines = NODE.map(({ size, least }) =>
      atLeast(`${OURS}, ${size} bytes, against node:crypto`, sizes[size][OURS].median, least),
    );
    for (const size of Object.keys(sizes).filter((size) => size <= FASTEST_UP_TO)) {
      const peers = Object.entries(sizes[size]).filter(([name]) => !ours.includes(name));
      const [best, { median }] = peers.reduce((a, b) => (a[1].median >= b[1].median ? a : b));
      lines.push(
        atLeast(`${OURS}, ${size} bytes, against the fastest other (${best})`, sizes[size][OURS].median / median, 1),
      );
    }
    const at = (name) => sizes[1024][name].median;
    lines.push(atLeast("WebAssembly alone, 1024 bytes, against hash-wasm", at(BROWSER) / at("hash-wasm"), 2));
    lines.push(atLeast("WebAssembly alone, 1024 bytes, against @noble/hashes", at(BROWSER) / at("@noble/hashes"), 3));
    return lines;
  },
  shapes: ({ shapes }) =>
    Object.entries(shapes).map(([name, { sizes }]) => {
      const [size, { median }] = Object.entries(sizes).reduce((a, b) => (a[1].median <= b[1].median ? a : b));
      return atLeast(`${name}, where it is slowest, ${size} bytes, against node:crypto`, median, 0.95);
    }),
  start: ({ candidates }) =>
    Object.entries(candidates)
      .filter(([name]) => name.startsWith("hookward"))
      .map(([name, { median }]) => {
        const most = name.startsWith("hookward/lite") ? 0.8 : 1.2;
        const ratio = median / candidates.standardwebhooks.median;
        const what = `${name}, first verification in a fresh process, against standardwebhooks`;
        return line(ratio <= most, what, times(ratio), `at most ${most}`);
      }),
  workerd({ sizes }) {
    const ratio = (size, peer) => sizes[size].hookward.median / sizes[size][peer].median;
    return [
      atLeast("workerd, 256 bytes, against node:crypto", ratio(256, "node:crypto"), 3),
      atLeast("workerd, 256 bytes, against crypto.subtle", ratio(256, "crypto.subtle"), 1.5),
      ...Object.keys(sizes).map((size) =>
        atLeast(`workerd, ${size} bytes, against crypto.subtle`, ratio(size, "crypto.subtle"), 0.9),
      ),
    ];
  },
  gateway({ workers }) {
    const { latency, rate } = workers.hookward;
    return [
      line(latency.median <= 1.15, "time of a request, against a pass-through", times(latency.median), "at most 1.15"),
      atLeast("requests a second, against a pass-through", rate.median, 0.85),
    ];
  },
  size: ({ programs }) =>
    Object.entries(SIZES).map(([name, most]) => {
      const gzip = programs[name]?.gzip ?? Number.NaN;
      return line(gzip <= most, `${name}, gzip`, `${gzip} bytes`, `at most ${most}`);
    }),
  timing({ subjects }) {
    return [
      ...Object.entries(subjects)
        .filter(([name]) => name.startsWith("hookward"))
        .map(([name, { leaks, says }]) =>
          line(!leaks, `${name} takes as long wherever a tag differs`, says, "no leak seen"),
        ),
      line(
        subjects["early exit"].leaks,
        "the harness catches an early exit",
        subjects["early exit"].says,
        "a leak seen",
      ),
    ];
  },
};

export const targetLines = (kind, results) => TARGETS[kind]?.(results) ?? [];
