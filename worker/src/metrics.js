// Data points for Workers Analytics Engine, if the Worker has a dataset. A data point has values from the line of the
// log.

/** Writes a data point for a line. A binding that is not a dataset must not stop a delivery. */
export function measure(dataset, kind, line) {
  if (dataset === undefined) return;
  const { path, route, scheme, ledger, code, event, ms, status, originStatus, attempt } = line;
  // If no route has the path, the sender chose the path.
  const of = route ?? (scheme === null ? "" : path);
  try {
    dataset?.writeDataPoint({
      indexes: [of.slice(0, MOST)],
      blobs: [kind, of, scheme ?? "", code ?? "", ledger ?? "", event ?? ""],
      doubles: [ms, status ?? 0, originStatus ?? 0, attempt ?? 0],
    });
  } catch {}
}

/** The maximum length of an index, in bytes. */
const MOST = 96;
