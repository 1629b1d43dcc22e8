// Formats results as tables, with the same rows on the terminal and in docs/BENCHMARKS.md.

export const bytes = (size) => {
  if (size >= 1_048_576) return `${size / 1_048_576} MiB`;
  return size >= 1024 ? `${size / 1024} KiB` : `${size} B`;
};

const figure = (value) => value.toFixed(value >= 10 ? 1 : 2);
/** Returns the median with the quartiles, between which half of all rounds are. */
const spread = ({ median, low, high }) => `${figure(median)} (${figure(low)}–${figure(high)})`;
const small = (value) => (value < 0.01 ? "< 0.01" : figure(value));
const kib = (value) => `${(value / 1024).toFixed(1)} KiB`;

/** Returns a table of sizes and names. The fastest at the typical size of webhooks comes first. */
function bySize(sizes) {
  const columns = Object.keys(sizes);
  const typical = sizes[1024] ?? sizes[columns[0]];
  const names = Object.keys(typical).sort((a, b) => typical[b].median - typical[a].median);
  return [
    ["", ...columns.map((size) => bytes(Number(size)))],
    ...names.map((name) => [name, ...columns.map((size) => spread(sizes[size][name]))]),
  ];
}

const TABLES = {
  verify: ({ sizes }) => bySize(sizes),
  workerd: ({ sizes }) => bySize(sizes),
  shapes: ({ shapes }) => {
    const columns = Object.keys(Object.values(shapes)[0].sizes);
    return [
      ["", ...columns.map((size) => bytes(Number(size)))],
      ...Object.entries(shapes).map(([name, { scheme, sizes }]) => [
        `${name} (${scheme})`,
        ...columns.map((size) => spread(sizes[size])),
      ]),
    ];
  },
  start: ({ candidates }) => [
    ["", "ms, median", "against node:crypto"],
    ...Object.entries(candidates)
      .sort(([, a], [, b]) => a.median - b.median)
      .map(([name, time]) => [
        name,
        figure(time.median),
        `${figure(time.median / candidates["node:crypto"].median)} times`,
      ]),
  ],
  gateway: ({ workers, reference }) => [
    [
      "",
      ...["time of a request", "requests a second", "processor time of a request"].map(
        (what) => `${what}, ${reference} = 1`,
      ),
    ],
    ...Object.entries(workers).map(([name, { latency, rate, processor }]) => [
      name,
      spread(latency),
      spread(rate),
      processor === undefined ? "–" : spread(processor),
    ]),
  ],
  ledger: ({ workers, reference }) => [
    [
      "",
      `time of an answer, ${reference} = 1`,
      `answers a second, ${reference} = 1`,
      `arrivals a second, ${reference} = 1`,
      "ms of an answer",
      "arrivals a second",
    ],
    ...Object.entries(workers).map(([name, { latency, rate, arrivals, each, second }]) => [
      name,
      ...[latency, rate, arrivals].map(spread),
      figure(each.median),
      figure(second.median),
    ]),
  ],
  memory: ({ workers }) => [
    [
      "",
      ...["refused", "accepted"].flatMap((kind) => [
        `${kind}: put on the heap by a request`,
        `${kind}: kept of 1,000`,
        `${kind}: the process, by 1,000`,
      ]),
    ],
    ...Object.entries(workers).map(([name, { refused, accepted }]) => [
      name,
      ...[refused, accepted].flatMap(({ allocated, leaked, grown }) => [kib(allocated), kib(leaked), kib(grown)]),
    ]),
  ],
  size: ({ programs }) => [
    ["", "minified", "gzip -9", "brotli"],
    ...Object.entries(programs).map(([name, size]) => [name, kib(size.plain), kib(size.gzip), kib(size.brotli)]),
  ],
  core: ({ verify, linear, refuse, schemes }) => {
    const sizes = Object.keys(linear);
    const row = (name, of) => [name, ...sizes.map((size) => (of[size] === undefined ? "" : small(of[size])))];
    return [
      ["", ...sizes.map((size) => bytes(Number(size)))],
      ...Object.entries(verify).map(([name, of]) => row(`${name}, by hand = 1`, of)),
      row("gilbert, for each byte, at 64 KiB = 1", linear),
      ...Object.entries(refuse).map(([name, of]) => row(`refused with ${name}, genuine = 1`, of)),
      ...Object.entries(schemes).map(([name, time]) => row(`a row ${name}, the first = 1`, { 256: time })),
    ];
  },
  component: ({ sizes, milliseconds }) => [
    ["", ...Object.keys(sizes).map((size) => bytes(Number(size))), "ms"],
    ...["crate", "node:crypto"].map((peer) => [
      `time of a verification in wasmtime, ${peer === "crate" ? "the crate" : peer} = 1`,
      ...Object.values(sizes).map((ratios) => small(ratios[peer])),
      "",
    ]),
    ...Object.entries({
      compile: "compiling the component, once for each process",
      instantiate: "an instance",
      create: "a verifier",
    }).map(([name, what]) => [what, ...Object.keys(sizes).map(() => ""), milliseconds[name].toFixed(3)]),
  ],
  timing: ({ subjects }) => [
    ["", ...Object.values(subjects)[0].runs.map((_, at) => `run ${at + 1}`), ""],
    ...Object.entries(subjects).map(([name, { runs, says }]) => [name, ...runs.map(interval), says]),
  ],
};

/** Returns a difference as a share of the time of one verification, with its confidence interval. */
const interval = ({ difference, low, high }) => {
  const percent = (value) => `${value > 0 ? "+" : ""}${(100 * value).toFixed(2)} %`;
  return `${percent(difference)} (${percent(low)} to ${percent(high)})`;
};

/** Returns the rows of one kind of results, with the heading first. */
export const table = (kind, results) => TABLES[kind](results);

export const markdown = ([heading, ...rows]) =>
  [heading, heading.map((_, at) => (at === 0 ? "---" : "---:")), ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

export function plain(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
