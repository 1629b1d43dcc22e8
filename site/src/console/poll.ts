/** Updates that run one after another. They stop while the page is hidden, and are slower while they fail. */

/** The maximum time between two updates, in milliseconds. It is longer only with very many ledgers. */
const LONGEST = 60_000;

/** A task that runs repeatedly. */
export class Poll {
  readonly #work: () => Promise<boolean>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isBusy = false;
  #isWanted = false;
  #failures = 0;
  /** The time from the end of one run to the beginning of the next, in milliseconds. */
  period = 5000;

  /** `work` returns whether it succeeded. It never throws. */
  constructor(work: () => Promise<boolean>) {
    this.#work = work;
    document.addEventListener("visibilitychange", () => this.#wake());
  }

  /** Starts the updates, with a first run immediately. */
  start(): void {
    this.#isRunning = true;
    this.#failures = 0;
    void this.now();
  }

  stop(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
  }

  /** Runs the task once immediately, even while stopped. If a run is in progress, another run follows it. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isBusy) {
      this.#isWanted = true;
      return;
    }
    this.#isBusy = true;
    do {
      this.#isWanted = false;
      this.#failures = (await this.#work()) ? 0 : this.#failures + 1;
    } while (this.#isWanted);
    this.#isBusy = false;
    this.#schedule();
  }

  #schedule(): void {
    if (!this.#isRunning || document.hidden) return;
    const wait = Math.max(this.period, Math.min(LONGEST, this.period * 2 ** this.#failures));
    this.#timer = setTimeout(() => void this.now(), wait);
  }

  #wake(): void {
    clearTimeout(this.#timer);
    if (this.#isRunning && !document.hidden) void this.now();
  }
}
