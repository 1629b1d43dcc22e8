//! Reads the values of a host with serde: the custom schemes of the npm package, and the configuration of a gateway.
//!
//! An error contains the path of the value, such as `signature.syntax.fields.key`, and the problem as data, so that every caller
//! can write its own messages. An unknown member of a struct is an error, so that a misspelt `tolerance` never means the default.

#[cfg(feature = "js")]
mod js;
#[cfg(feature = "json")]
mod json;
mod property_message;
mod reader;
mod value;
mod value_error;

pub use property_message::property_message;
pub use reader::Reader;
pub use value::Value;
pub use value_error::{Problem, ValueError};
