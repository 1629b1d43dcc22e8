//! What is named once for each isolate, and the gateway of the isolate, of which the names are.

use std::cell::OnceCell;

use hookward_gateway::{Gateway, HeaderNames, not_returned};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::env;

#[wasm_bindgen]
extern "C" {
    /// What takes names, so that they need not cross again.
    pub type Names;

    /// Gives names of headers a number. It is called before any request is served.
    #[wasm_bindgen(method, js_name = nameHeaders)]
    fn name_headers(this: &Names, number: u32, names: &str);
    /// Gives the names of the headers of an origin that never come back.
    #[wasm_bindgen(method, js_name = nameNotReturned)]
    fn name_not_returned(this: &Names, names: &str);
}

thread_local! {
    /// Bindings cannot change while an isolate lives: a new secret or variable is a new deployment, and a new isolate.
    static GATEWAY: OnceCell<Gateway> = const { OnceCell::new() };
}

/// Calls a function with the gateway, whose configuration is read for the first request or step of an instance.
pub(crate) fn with_gateway<T>(env: &Env, names: &Names, then: impl FnOnce(&Gateway) -> T) -> T {
    GATEWAY.with(|cell| then(gateway_in(cell, env, names)))
}

/// It is one function, whatever is done with the gateway.
#[inline(never)]
fn gateway_in<'c>(cell: &'c OnceCell<Gateway>, env: &Env, names: &Names) -> &'c Gateway {
    cell.get_or_init(|| read(env, names))
}

#[cold]
fn read(bindings: &Env, names: &Names) -> Gateway {
    let gateway = env::gateway(bindings);
    for HeaderNames { number, text } in gateway.header_names() {
        names.name_headers(*number, text);
    }
    names.name_not_returned(&not_returned().collect::<Vec<_>>().join("\n"));
    gateway
}
