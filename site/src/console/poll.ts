/** Updates: one after another, not while the page is hidden, and slower while they fail. */

/** The longest wait between two, in milliseconds, unless there are very many ledgers to ask. */
const LONGEST = 60_000;

/** Does something again and again. */
export class Poll {
  readonly #work: () => Promise<boolean>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  #isBusy = false;
  #isWanted = false;
  #failures = 0;
  /** The time from the end of one to the begin of the next, in milliseconds. */
  period = 5000;

  /** `work` returns whether it worked. It does not throw. */
  constructor(work: () => Promise<boolean>) {
    this.#work = work;
    document.addEventListener("visibilitychange", () => this.#wake());
  }

  /** Begins, with one at once. */
  start(): void {
    this.#isRunning = true;
    this.#failures = 0;
    void this.now();
  }

  stop(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
  }

  /** Does it once at once, also while stopped. While one is under way, another follows it. */
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
