//! hookward as a Cloudflare Worker in front of an origin. The origin receives only requests that its provider signed.
//!
//! The crate `hookward-gateway` makes the decisions about a request. JavaScript performs the work that takes time, and calls the
//! functions of this crate in between (`entry.js`). None of these functions waits, and nothing of a request is kept from one call
//! to the next.
//!
//! | file | content |
//! |---|---|
//! | `lib.rs` | the functions that JavaScript calls |
//! | `decide.rs` | the decision about the next action for a request |
//! | `env.rs` | the variables and secrets of the Worker, from which the gateway is created |
//! | `exchange.rs` | a request in JavaScript, and the actions for it |
//! | `ledger.rs` | a step of a ledger in JavaScript, and the actions for it |
//! | `memory.rs` | the allocator |
//! | `names.rs` | the names that are passed once for each configuration, and the gateway |
//! | `number.rs` | conversions between whole numbers and numbers of JavaScript |
//! | `entry.js` | the module that the runtime loads: the order in which JavaScript waits |
//! | `exchange.js` | a request, its body, and the actions for it |
//! | `ledger.js` | the ledger of a route: a Durable Object |
//! | `step.js` | one step of a ledger |
//! | `refused.js` | storing a refused request for operators |
//! | `metrics.js` | data points for the lines of the log |
//! | `names.js` | the names that are passed once for each configuration |
//! | `body.js` | reading a body up to a limit |
//! | `hash.js` | SHA-256 of the runtime |
//! | `json.js` | JSON, as the runtime parses and prints it |
//! | `origin.js` | requests to an origin, within a time |
//! | `queue.js` | sending a delivery to a queue or a workflow |
//! | `response.js` | the responses to the sender |
//! | `url.js` | the parts of a URL |

#[cfg(not(feature = "check"))]
mod decide;
mod env;
#[cfg(not(feature = "check"))]
mod exchange;
#[cfg(not(feature = "check"))]
mod ledger;
mod memory;
#[cfg(not(feature = "check"))]
mod names;
#[cfg(not(feature = "check"))]
mod number;

#[cfg(not(feature = "check"))]
pub use crate::decide::{body, head, ledger, ledgers, operate, other_origin, queued, response};
#[cfg(not(feature = "check"))]
pub use crate::ledger::{advance, alert, attempt, migrate};

/// Returns every error of a configuration as JSON, a list of codes and messages.
///
/// `hookward check` calls this on the developer's machine.
#[cfg(feature = "check")]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = configurationErrors)]
#[must_use]
pub fn configuration_errors(env: &worker::Env) -> String {
    hookward_gateway::to_json(&env::gateway(env).errors().collect::<Vec<_>>())
}
