// Data points, where the Worker has a dataset of Workers Analytics Engine. What is in them is what the line of the log has.

/** Writes a data point of a line. A binding that is no dataset must not stop a delivery. */
export function measure(dataset, kind, line) {
  if (dataset === undefined) return;
  const { path, route, scheme, ledger, code, event, ms, status, originStatus, attempt } = line;
  // Where no route has the path, its sender chose it.
  const of = route ?? (scheme === null ? "" : path);
  try {
    dataset?.writeDataPoint({
      indexes: [of.slice(0, MOST)],
      blobs: [kind, of, scheme ?? "", code ?? "", ledger ?? "", event ?? ""],
      doubles: [ms, status ?? 0, originStatus ?? 0, attempt ?? 0],
    });
  } catch {}
}

/** How long an index may be, in bytes. */
const MOST = 96;
