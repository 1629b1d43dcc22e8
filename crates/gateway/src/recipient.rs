//! What takes the deliveries of a route in place of an origin: a queue or a workflow.

use crate::bindings::Product;

/// What takes the deliveries of a route in place of an origin.
pub(crate) struct Recipient {
    pub(crate) product: Product,
    /// The name of its binding.
    pub(crate) binding: String,
}

impl Recipient {
    /// Returns the most bytes that a delivery may have as JSON. A queue takes 128,000 with about a hundred of its own, and a workflow a MiB
    /// with what is around it.
    pub(crate) const fn limit(&self) -> u32 {
        match self.product {
            Product::Workflow => 1_000_000,
            _ => 127_900,
        }
    }
}
