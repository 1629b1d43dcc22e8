/** Modules that are compiled when they are asked for. */

/**
 * Returns what has a module, compiled on first use.
 *
 * workerd, for which no loader with bytes is, compiles nothing once a Worker has started: there it is compiled at once.
 */
export function onFirstUse(compile: () => WebAssembly.Module): () => WebAssembly.Module {
  const { userAgent } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
  let module = userAgent === "Cloudflare-Workers" ? compile() : undefined;
  return () => {
    module ??= compile();
    return module;
  };
}
