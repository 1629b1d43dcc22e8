/**
 * The receipt of a request from the operators' page. That page opened this page, and both pages have the same origin.
 */

/** Calls `take` with a saved request and the time of its receipt, if the opener sends one. */
export function startHandover(take: (request: string, receivedAt: Date) => void): void {
  const opener = window.opener as Window | null;
  if (opener === null) return;
  addEventListener("message", ({ source, origin, data }: MessageEvent) => {
    if (source !== opener || origin !== location.origin) return;
    const { request, receivedAt } = data as Readonly<Record<string, unknown>>;
    if (typeof request === "string" && typeof receivedAt === "number") take(request, new Date(receivedAt));
  });
  // An opener with a different origin does not receive this message.
  opener.postMessage("hookward: ready", location.origin);
}
