// The chart in docs/benchmarks.svg, with one point for each candidate, at typical sizes of webhooks. The scale is logarithmic, because the fastest is
// a hundred times as fast as the slowest. The chart has points instead of bars, because the length of a bar would mean nothing on this scale.
//
//   node bench/chart.js      draws the chart again from the saved results

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { bytes } from "./tables.js";

const SIZES = [256, 1024, 16_384];
const PANEL = { width: 300, gap: 20, names: 250, top: 64, row: 22, point: 5, values: 44 };
const COLOUR = {
  ours: "#b7410e",
  reference: "#1f2933",
  peer: "#8896a4",
  text: "#1f2933",
  quiet: "#52606d",
  rule: "#d5dae0",
};
const FONT = "font-family=\"system-ui, -apple-system, 'Segoe UI', sans-serif\"";

const markup = (text) => text.replace(/[<&>]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Returns the chart of one run of the comparison in Node, as SVG. */
function chart({ sizes, ours, reference, node, machine }) {
  const at = (size, name) => sizes[size][name].median;
  const names = Object.keys(sizes[SIZES[1]]).sort((a, b) => at(SIZES[1], b) - at(SIZES[1], a));
  const all = SIZES.flatMap((size) => names.map((name) => at(size, name)));
  const [least, most] = [Math.log(Math.min(...all) * 0.8), Math.log(Math.max(...all))];
  // A value is written on the outer side of its point, so both ends need room for a value.
  const room = PANEL.width - 2 * PANEL.values;
  const scale = (value) => PANEL.values + (room * (Math.log(value) - least)) / (most - least);

  const width = PANEL.names + SIZES.length * (PANEL.width + PANEL.gap);
  const bottom = PANEL.top + names.length * PANEL.row;
  const height = bottom + 40;
  const parts = [];
  const text = (x, y, content, { fill = COLOUR.text, size = 12, anchor = "start", weight = 400 } = {}) =>
    parts.push(
      `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}">${markup(content)}</text>`,
    );

  text(12, 24, `Verifying a webhook in Node ${node}: how many times as fast as ${reference}`, {
    size: 15,
    weight: 600,
  });
  for (const [row, name] of names.entries()) {
    const weight = ours.includes(name) ? 600 : 400;
    text(PANEL.names - 10, PANEL.top + row * PANEL.row + 12, name, { anchor: "end", weight });
  }
  for (const [panel, size] of SIZES.entries()) {
    const left = PANEL.names + panel * (PANEL.width + PANEL.gap);
    text(left, PANEL.top - 12, `${bytes(size)} body`, { weight: 600 });
    const one = (left + scale(1)).toFixed(1);
    parts.push(`<line x1="${one}" x2="${one}" y1="${PANEL.top - 6}" y2="${bottom}" stroke="${COLOUR.rule}"/>`);
    for (const [row, name] of names.entries()) {
      const y = PANEL.top + row * PANEL.row;
      const value = at(size, name);
      const fill = ours.includes(name) ? COLOUR.ours : name === reference ? COLOUR.reference : COLOUR.peer;
      const [x, middle] = [(left + scale(value)).toFixed(1), y + 8];
      parts.push(`<line x1="${one}" x2="${x}" y1="${middle}" y2="${middle}" stroke="${fill}" stroke-width="2"/>`);
      parts.push(`<circle cx="${x}" cy="${middle}" r="${PANEL.point}" fill="${fill}"/>`);
      const [beside, anchor] = value < 1 ? [-10, "end"] : [10, "start"];
      text(left + scale(value) + beside, y + 12, value.toFixed(2), { fill: COLOUR.quiet, size: 11, anchor });
    }
  }
  text(12, height - 12, `Medians of 25 interleaved rounds, further right is faster, logarithmic. ${machine}.`, {
    fill: COLOUR.quiet,
    size: 11,
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ${FONT}>`,
    `<title>How many times as fast as ${markup(reference)} each candidate verifies a webhook</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

/** Draws the chart from the saved results of the newest version of Node. */
export function draw() {
  const bench = fileURLToPath(new URL(".", import.meta.url));
  const results = join(bench, "results");
  const newest = readdirSync(results)
    .filter((name) => name.startsWith("verify-"))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error("There are no results yet: npm run bench -- --write");
  writeFileSync(join(bench, "../docs/benchmarks.svg"), chart(JSON.parse(readFileSync(join(results, newest), "utf8"))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) draw();
