// What the report of a runtime must say. A report that says too little is as bad as one that names a difference.

/** Everything that is wrong with a report, as sentences; none if it is a good one. `expected` is what was handed out. */
export function faults(report, expected) {
  if (typeof report !== "object" || report === null || !("checked" in report)) {
    return [`this is no report: ${JSON.stringify(report)?.slice(0, 2000)}`];
  }
  const { checked, differences, controls, handled } = report;
  return [
    ...differences.slice(0, 10).map((difference) => `a vector came out otherwise: ${JSON.stringify(difference)}`),
    ...(differences.length > 10 ? [`${differences.length} vectors came out otherwise in all`] : []),
    ...countFaults(checked, expected),
    ...controlFaults(controls, expected.controls),
    ...handled
      .filter(({ ok }) => !ok)
      .map((response) => `a delivery was answered otherwise: ${JSON.stringify(response)}`),
    ...(handled.length < 1300 ? [`only ${handled.length} deliveries went through hookward/fetch`] : []),
  ];
}

/** Every vector is judged as pairs. A runtime's own Headers refuse some, which no request could have. */
function countFaults(checked, { vectors, texts }) {
  const found = [];
  for (const entry of ["check", "verify"]) {
    for (const [body, all] of [
      ["bytes", vectors],
      ["text", texts],
    ]) {
      const pairs = checked[`pairs, ${body}, ${entry}`] ?? 0;
      if (pairs !== all)
        found.push(`${pairs} of ${all} vectors were right as pairs, with the body as ${body}, in ${entry}`);
      const headers = checked[`Headers, ${body}, ${entry}`] ?? 0;
      if (headers < all * 0.9) found.push(`only ${headers} of ${all} vectors were right as Headers, in ${entry}`);
    }
  }
  return found;
}

/** Each control must have been reported, in every shape that was asked for. */
function controlFaults(controls, expected) {
  const names = new Set(controls.map(({ name }) => name));
  if (names.size === expected && controls.length >= expected * 4) return [];
  return [`the controls, which are wrong on purpose, were not all seen: ${JSON.stringify([...names])}`];
}
