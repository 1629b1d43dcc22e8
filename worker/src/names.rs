//! The names that are passed to JavaScript once for each configuration, and the gateway that has these names. The gateway belongs
//! to the isolate.

use std::cell::RefCell;
use std::rc::Rc;

use hookward_gateway::{Gateway, HeaderNames, not_returned};
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Env;

use crate::env;

#[wasm_bindgen]
extern "C" {
    /// A receiver of names. With it, a name is passed to JavaScript only once.
    pub type Names;

    /// Returns whether the routes differ from the routes that were read last.
    #[wasm_bindgen(method, js_name = isOther)]
    fn is_other(this: &Names, env: &Env) -> bool;
    /// Assigns a number to names of headers. It is called before any request is served.
    #[wasm_bindgen(method, js_name = nameHeaders)]
    fn name_headers(this: &Names, number: u32, names: &str);
    /// Passes the names of the headers of an origin that are never returned.
    #[wasm_bindgen(method, js_name = nameNotReturned)]
    fn name_not_returned(this: &Names, names: &str);
}

thread_local! {
    /// The gateway of the routes that were read last. Bindings of the Worker cannot change while an isolate lives, but a program
    /// can pass other routes.
    static GATEWAY: RefCell<Option<Rc<Gateway>>> = const { RefCell::new(None) };
}

/// Calls a function with the gateway. The configuration is read for the first request or step with its routes.
pub(crate) fn with_gateway<T>(env: &Env, names: &Names, then: impl FnOnce(&Gateway) -> T) -> T {
    then(&gateway_of(env, names))
}

/// This is a separate function, so that the code exists only once for all uses of the gateway.
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
