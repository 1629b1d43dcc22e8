//! Verifies deliveries as a WebAssembly component, for hosts without JavaScript. `wit/webhooks.wit` describes the interfaces.
//!
//! The core makes all decisions. The component imports nothing, so it has no clock and does no I/O. It stores verifiers until
//! their host drops them, and the received parts of incomplete bodies.

mod authenticator;
mod errors;
mod incoming_body;
mod scheme;
mod schemes;
mod secrets;
mod verifier;

/// The code that wit-bindgen generates from the interfaces.
#[allow(missing_docs, unsafe_code, clippy::all, clippy::pedantic, clippy::arithmetic_side_effects, clippy::unwrap_used)]
mod bindings {
    wit_bindgen::generate!({ path: "../../wit", world: "webhooks" });
}

/// The component.
struct Component;

#[allow(unsafe_code, missing_docs, clippy::all, clippy::pedantic)]
mod exported {
    use crate::Component;
    crate::bindings::export!(Component with_types_in crate::bindings);
}
