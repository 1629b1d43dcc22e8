//! hookward as a Cloudflare Worker before an origin: only what its provider signed goes on to the origin.
//!
//! What is decided about a request is in the crate `hookward-gateway`. What takes time is done by JavaScript, which calls the functions
//! here in between (`entry.js`). None of them waits, and nothing of a request is kept from one call to the next.
//!
//! | file | what it holds |
//! |---|---|
//! | `lib.rs` | the functions that JavaScript calls |
//! | `decide.rs` | what is done next with a request |
//! | `env.rs` | the variables and secrets of the Worker, of which the gateway is made |
//! | `exchange.rs` | a request as JavaScript has it, and what it is to do |
//! | `ledger.rs` | a step of a ledger as JavaScript has it, and what it is to do |
//! | `memory.rs` | the allocator |
//! | `names.rs` | what is named once for each configuration, and the gateway |
//! | `number.rs` | whole numbers, as JavaScript has them |
//! | `entry.js` | the module that the runtime loads: the order in which JavaScript waits |
//! | `exchange.js` | a request, its body, and what becomes of it |
//! | `ledger.js` | the ledger of a route: a Durable Object |
//! | `step.js` | one step of a ledger |
//! | `refused.js` | keeping a refused request for operators |
//! | `metrics.js` | data points of the lines of the log |
//! | `names.js` | what is named once for each configuration |
//! | `body.js` | reading a body up to a limit |
//! | `hash.js` | SHA-256 of the runtime |
//! | `json.js` | JSON, as the runtime parses and prints it |
//! | `origin.js` | asking an origin within a time |
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
