/** A request that the operators' page hands over: that page opened this one, and both are of one origin. */

/** Has `take` called with a saved request and the time of its receipt, if there is one to come. */
export function startHandover(take: (request: string, receivedAt: Date) => void): void {
  const opener = window.opener as Window | null;
  if (opener === null) return;
  addEventListener("message", ({ source, origin, data }: MessageEvent) => {
    if (source !== opener || origin !== location.origin) return;
    const { request, receivedAt } = data as Readonly<Record<string, unknown>>;
    if (typeof request === "string" && typeof receivedAt === "number") take(request, new Date(receivedAt));
  });
  // An opener of another origin does not get it.
  opener.postMessage("hookward: ready", location.origin);
}
