//! A queue or a workflow that receives the deliveries of a route instead of an origin.

use crate::bindings::Product;

/// A queue or a workflow that receives the deliveries of a route instead of an origin.
pub(crate) struct Recipient {
    pub(crate) product: Product,
    /// The name of its binding.
    pub(crate) binding: String,
}

impl Recipient {
    /// Returns the maximum length of a delivery as JSON, in bytes. A queue accepts 128,000 bytes, of which it uses about a
    /// hundred itself. A workflow accepts a MiB, including the data around the delivery.
    pub(crate) const fn limit(&self) -> u32 {
        match self.product {
            Product::Workflow => 1_000_000,
            _ => 127_900,
        }
    }
}
