// Checks a candidate before it is timed. A candidate that refuses genuine deliveries or accepts forged ones is not
// measured.

import { forge, sign } from "./deliveries.js";

const SIZES = [128, 1000, 70_000];

/** Throws unless a candidate's `verify` accepts genuine deliveries and refuses forged ones. */
export async function check({ name, format }, verify) {
  for (const size of SIZES) {
    for (const delivery of sign(format, size, 2)) {
      if ((await accepts(verify, delivery)) !== true) {
        throw new Error(
          `${name} refuses a genuine delivery of ${size} bytes. It is not measured before that is understood.`,
        );
      }
      for (const [at, forged] of forge(delivery).entries()) {
        if ((await accepts(verify, forged)) !== true) continue;
        const what = ["body", "signature"][at];
        throw new Error(`${name} accepts a delivery of ${size} bytes with a wrong ${what}. It is not measured.`);
      }
    }
  }
}

async function accepts(verify, delivery) {
  try {
    return await verify(delivery);
  } catch {
    return false;
  }
}
