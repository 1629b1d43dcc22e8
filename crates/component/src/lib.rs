//! Verifies deliveries as a WebAssembly component, for hosts without JavaScript: the boundary that `wit/webhooks.wit` describes.
//!
//! Nothing is decided here. The component imports nothing, so it has no clock and does no I/O; it holds verifiers until their host drops
//! them, and of a delivery only the parts of a body that is not complete.

mod authenticator;
mod errors;
mod incoming_body;
mod scheme;
mod schemes;
mod secrets;
mod verifier;

/// What wit-bindgen makes of the interfaces.
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
