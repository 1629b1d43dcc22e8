//! What is named once for each configuration, and the gateway of the isolate, of which the names are.

use std::cell::RefCell;
use std::rc::Rc;

use hookward_gateway::{Gateway, HeaderNames, not_returned};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::env;

#[wasm_bindgen]
extern "C" {
    /// What takes names, so that they need not cross again.
    pub type Names;

    /// Returns whether the routes are others than those read last.
    #[wasm_bindgen(method, js_name = isOther)]
    fn is_other(this: &Names, env: &Env) -> bool;
    /// Gives names of headers a number. It is called before any request is served.
    #[wasm_bindgen(method, js_name = nameHeaders)]
    fn name_headers(this: &Names, number: u32, names: &str);
    /// Gives the names of the headers of an origin that never come back.
    #[wasm_bindgen(method, js_name = nameNotReturned)]
    fn name_not_returned(this: &Names, names: &str);
}

thread_local! {
    /// Of the routes that were read last. Bindings of the Worker cannot change while an isolate lives, but a program can pass other routes.
    static GATEWAY: RefCell<Option<Rc<Gateway>>> = const { RefCell::new(None) };
}

/// Calls a function with the gateway, whose configuration is read for the first request or step with its routes.
pub(crate) fn with_gateway<T>(env: &Env, names: &Names, then: impl FnOnce(&Gateway) -> T) -> T {
    then(&gateway_of(env, names))
}

/// It is one function, whatever is done with the gateway.
#[inline(never)]
fn gateway_of(env: &Env, names: &Names) -> Rc<Gateway> {
    let is_other = names.is_other(env);
    GATEWAY.with_borrow_mut(|gateway| {
        if is_other {
            *gateway = None;
        }
        Rc::clone(gateway.get_or_insert_with(|| Rc::new(read(env, names))))
    })
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
