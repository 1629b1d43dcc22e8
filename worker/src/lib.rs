//! hookward as a Cloudflare Worker before an origin: only what its provider signed goes on to the origin.
//!
//! The order of one request is in [`gateway`], top to bottom. The other files hold one thing each:
//!
//! | file | what it holds |
//! |---|---|
//! | `routes.rs` | the routes, read and checked once per isolate |
//! | `route_config.rs` | one table of `ROUTES`, as it is written |
//! | `route_path.rs` | a path with a tenant in it |
//! | `secret_name.rs` | the name of a secret, and of each tenant's |
//! | `route_error.rs` | why a route cannot be used |
//! | `value_message.rs` | the message about a value of the configuration that cannot be read |
//! | `bindings.rs` | the variables and secrets of the Worker |
//! | `challenge_option.rs` | whether a route responds to unsigned challenges |
//! | `challenge.rs` | challenges of providers, and the responses to them |
//! | `gateway.rs` | the order of one request |
//! | `head.rs` | the method and the path of a request |
//! | `verify.rs` | the verification of a body, and the verified delivery |
//! | `labels.rs` | what a verified delivery says of itself |
//! | `headers.rs` | which headers are read and cross to the origin, and which come back |
//! | `forward.rs` | the request to the origin, and the edge's own signature over it |
//! | `http_error.rs` | why a request was not served |
//! | `respond.rs` | every response |
//! | `runtime.rs`, `runtime.js` | the calls to the JavaScript runtime |
//! | `entry.js` | the module that the runtime loads |
//! | `queue-microtask.js` | how a future is woken |
//! | `json_text.rs` | values as JSON text in which every character can be seen |
//! | `log_line.rs` | the one line of the log |
//!
//! Only this file knows the runtime's events and its clock. No request, no configuration and no response of an origin makes
//! the code panic: a panic would end the isolate, and the other requests in it.

#![cfg_attr(feature = "check", expect(dead_code, unused_imports, reason = "only the configuration is read"))]

mod bindings;
mod challenge;
mod challenge_option;
mod forward;
mod gateway;
mod head;
mod headers;
mod http_error;
mod json_text;
mod labels;
mod log_line;
mod ready_route;
mod respond;
mod route_config;
mod route_error;
mod route_path;
mod routes;
mod runtime;
mod secret_name;
mod signed_url;
mod value_message;
mod verify;

use std::cell::OnceCell;
use std::convert::Infallible;
use std::rc::Rc;

use hookward::UnixTime;
use web_sys::{Request, Response};
use worker::{Context, Env, event};

use crate::bindings::Bindings;
use crate::head::Head;
use crate::log_line::LogLine;
use crate::routes::Routes;

thread_local! {
    /// Bindings cannot change while an isolate lives: a new secret or variable is a new deployment, and a new isolate.
    static ROUTES: OnceCell<Rc<Routes>> = const { OnceCell::new() };
}

/// Handles one request. Takes the runtime's own request and response, since the crate's wrappers read each field one by one.
#[cfg(not(feature = "check"))]
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response, Infallible> {
    let arrival = now();
    let routes = ROUTES.with(|cell| Rc::clone(cell.get_or_init(|| Rc::new(Routes::read(Bindings(env.as_ref()))))));
    let head = runtime::head(&request);
    let head = Head::parse(&head);
    let mut log_line = LogLine::new(head.path);
    let response = gateway::respond_to(&routes, &request, &head, arrival, &mut log_line).await;
    log_line.close(response.status(), now().as_millis().saturating_sub(arrival.as_millis()));
    runtime::log(&log_line.to_json());
    Ok(response)
}

/// Returns every error of a configuration as JSON, a list of codes and messages.
///
/// `hookward check` calls this on the developer's machine.
#[cfg(feature = "check")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = configurationErrors)]
#[must_use]
pub fn configuration_errors(env: &wasm_bindgen::JsValue) -> String {
    json_text::to_json(&Routes::read(Bindings(env)).errors().collect::<Vec<_>>())
}

/// Reads the clock. Nothing else does; everything else is given the time.
///
/// In this runtime the clock stands still while code runs and moves on with I/O, so it cannot be used to time a comparison.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, exact in an f64 for the next 280 000 years")]
fn now() -> UnixTime {
    UnixTime::from_millis(js_sys::Date::now() as i64)
}
