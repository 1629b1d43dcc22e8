//! Reads the values of a host by serde: the custom schemes of the npm package, and the configuration of a gateway.
//!
//! An error has the path of the value, such as `signature.syntax.fields.key`, and what is wrong there as data: what it is for has words of
//! its own. A member that a struct does not have is an error, so that a misspelt `tolerance` never means the default.

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
