//! hookward as a Cloudflare Worker: it stands in front of an origin and lets through only what its provider signed.
//!
//! The way of one request is written out in [`gateway`], top to bottom. The other files hold one thing each:
//!
//! | file | what it holds |
//! |---|---|
//! | `routes.rs` | the configuration, read and checked once per isolate |
//! | `table.rs` | a value of the configuration, as serde reads it |
//! | `gateway.rs` | the order of one request |
//! | `head.rs` | what a request says before its body |
//! | `verdict.rs` | the verdict over a body |
//! | `delivery.rs` | what a verified delivery says of itself |
//! | `headers.rs` | which headers cross to the origin, and which come back |
//! | `forward.rs` | the request to the origin, and the edge's own signature on it |
//! | `refusal.rs` | why a request was not served |
//! | `respond.rs` | every answer |
//! | `host.rs`, `host.js` | the calls to the host |
//! | `entry.js` | what the runtime loads |
//! | `log.rs` | the one line of the log |
//!
//! Only this file knows the runtime's events and its clock. Nothing below it panics on anything that a request, a
//! configuration or an origin can hold: a panic would end the isolate, and with it the requests beside this one.

mod delivery;
mod forward;
mod gateway;
mod head;
mod headers;
mod host;
mod log;
mod refusal;
mod respond;
mod routes;
mod table;
mod verdict;

use std::cell::OnceCell;
use std::convert::Infallible;
use std::rc::Rc;

use hookward::UnixTime;
use web_sys::{Request, Response};
use worker::{Context, Env, event};

use crate::head::Head;
use crate::log::Entry;
use crate::routes::Routes;

thread_local! {
    /// Bindings cannot change while an isolate lives: a new secret or variable is a new deployment, and a new isolate.
    static ROUTES: OnceCell<Rc<Routes>> = const { OnceCell::new() };
}

/// The event brings the runtime's own request and takes its own response: the crate's wrappers would read each field one by one.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response, Infallible> {
    let received = now();
    let routes = ROUTES.with(|cell| Rc::clone(cell.get_or_init(|| Rc::new(Routes::read(env.as_ref())))));
    let head = host::head(&request);
    let head = Head::read(&head);
    let mut entry = Entry::new(head.path);
    let answer = gateway::answer(&routes, &request, &head, received, &mut entry).await;
    entry.close(answer.status(), now().as_millis().saturating_sub(received.as_millis()));
    host::log(&entry.line());
    Ok(answer)
}

/// The one reading of the clock that everything else is handed.
///
/// In this runtime it stands still while code runs and moves on with I/O, so that it cannot time a comparison.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, exact in an f64 for the next 280 000 years")]
fn now() -> UnixTime {
    UnixTime::from_millis(js_sys::Date::now() as i64)
}
