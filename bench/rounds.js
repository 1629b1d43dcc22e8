// Compares contestants on a machine on which other programs run.
//
// Every round runs every contestant once, in a new random order, each for about the same time. Each time is recorded as a ratio to the reference's
// time in the same round. If the machine is slow for some time, all contestants are slower. If something disturbs one round, one ratio of many is
// wrong. The medians of the ratios are therefore reliable even if the times are not.

/** Returns the median and the quartiles of one contestant's values over the rounds. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => {
    const place = (sorted.length - 1) * share;
    const below = Math.floor(place);
    const above = Math.ceil(place);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), rounds: values.length };
}

/** Returns a list in a new random order (Fisher and Yates). */
export function shuffled(list) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Returns the milliseconds that a piece of work takes. A promise is awaited. */
async function time(work) {
  const started = process.hrtime.bigint();
  const pending = work();
  if (pending !== undefined) await pending;
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/**
 * Runs contestants against each other. Each has a `name` and `run(times)`, which does its work the given number of times, and returns a promise if it
 * has to be awaited.
 *
 * `batch` is the approximate duration of one contestant in one round, in milliseconds. `fixed` is the name of the contestant that measures the fixed
 * cost of a run; its time is subtracted from all others of its round. Returns, for each name, the speed relative to the reference.
 */
export async function compare(contestants, { reference, rounds, batch, fixed, progress = () => {} }) {
  const times = new Map();
  for (const contestant of contestants) {
    if (contestant.name !== fixed) times.set(contestant.name, await calibrate(contestant, batch));
  }
  if (fixed !== undefined) times.set(fixed, Math.max(...times.values()));

  const ratios = new Map(contestants.map(({ name }) => [name, []]));
  // During the first rounds, the engine's compiler adapts to the types of all contestants.
  const warmUp = Math.min(2, rounds);
  for (let round = -warmUp; round < rounds; round++) {
    const spent = new Map();
    for (const { name, run } of shuffled(contestants)) spent.set(name, await time(() => run(times.get(name))));
    if (round < 0) continue;
    progress(round + 1);
    const overhead = fixed === undefined ? 0 : spent.get(fixed);
    const each = (name) => (spent.get(name) - overhead) / times.get(name);
    for (const { name } of contestants) if (name !== fixed) ratios.get(name).push(each(reference) / each(name));
  }
  ratios.delete(fixed);
  return Object.fromEntries([...ratios].map(([name, values]) => [name, spread(values)]));
}

/**
 * Returns how many times fill a batch when the code is warm. A count without a warm-up would be far too low, because the interpreter runs the code.
 */
async function calibrate({ run }, batch) {
  const WARM_UP = 6;
  const count = async (least) => {
    for (let times = 1; ; times *= 2) {
      const spent = await time(() => run(times));
      if (spent >= least) return Math.max(1, Math.round((times * batch) / spent));
    }
  };
  await count(batch * WARM_UP);
  return count(batch / 2);
}
