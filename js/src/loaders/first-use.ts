/** Modules that are compiled on first use. */

/**
 * Returns a function that compiles a module on first use, and returns it.
 *
 * No loader with bytes is made for workerd. If one runs in workerd nevertheless, the module is compiled immediately, because workerd
 * compiles nothing after a Worker has started.
 */
export function onFirstUse(compile: () => WebAssembly.Module): () => WebAssembly.Module {
  const { userAgent } = (globalThis as { navigator?: { userAgent?: string } }).navigator ?? {};
  let module = userAgent === "Cloudflare-Workers" ? compile() : undefined;
  return () => {
    module ??= compile();
    return module;
  };
}
