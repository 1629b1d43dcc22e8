/** A module with glue of wasm-bindgen's, compiled and started when it is first needed. */

interface Glue {
  __wbg_set_wasm(exports: object): void;
}

/** Gives what can be called to get at the glue. `name` is what the module calls that, as the build named it. */
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
