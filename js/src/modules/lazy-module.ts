/** A module with wasm-bindgen's glue, compiled and started on first use. */

interface Glue {
  __wbg_set_wasm(exports: object): void;
}

/** Returns a function that instantiates the module on first use and returns its glue. `name` is the module's name in the build. */
export function lazily<G extends Glue>(name: string, load: () => WebAssembly.Module, glue: G): () => G {
  let started = false;
  return () => {
    if (!started) {
      const imports = { [`./${name}_bg.js`]: glue as unknown as WebAssembly.ModuleImports };
      const { exports } = new WebAssembly.Instance(load(), imports);
      glue.__wbg_set_wasm(exports);
      (exports["__wbindgen_start"] as () => void)();
      started = true;
    }
    return glue;
  };
}
