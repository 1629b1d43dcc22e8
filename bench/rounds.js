// How things are compared on a machine that is never quiet.
//
// Every round runs every contestant once, in a new random order, each for about the same time, and notes its time as a ratio
// to the reference's of the same round. What slows the machine for a while slows them all; what hits one round is one ratio of
// many; so medians of ratios can be trusted where times cannot.

/** How the values of one contestant spread over the rounds. */
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

/** A new order each time (Fisher and Yates). */
export function shuffled(list) {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** Milliseconds that a piece of work takes, whether it is done at once or awaited. */
async function time(work) {
  const started = process.hrtime.bigint();
  const pending = work();
  if (pending !== undefined) await pending;
  return Number(process.hrtime.bigint() - started) / 1e6;
}

/**
 * Runs contestants against each other. Each has a `name` and `run(times)`, which does its work so many times and gives a
 * promise if it has to be awaited.
 *
 * `batch` is about how long one contestant runs in one round, in milliseconds; `fixed` is what each run costs beside the work
 * itself, as a contestant's name: it is taken off all others of its round. Gives, for each name, how many times as fast as the
 * reference it was.
 */
export async function compare(contestants, { reference, rounds, batch, fixed, progress = () => {} }) {
  const times = new Map();
  for (const contestant of contestants) {
    if (contestant.name !== fixed) times.set(contestant.name, await calibrate(contestant, batch));
  }
  if (fixed !== undefined) times.set(fixed, Math.max(...times.values()));

  const ratios = new Map(contestants.map(({ name }) => [name, []]));
  // The first rounds let the engine's compiler finish with code that now has every contestant's types in it.
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

/** How many times fill a batch, once the code is warm: the first count is the interpreter's, and would be far too low. */
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
