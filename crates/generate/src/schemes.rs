//! Writes the built-in schemes: in TypeScript, as the npm package takes them, and in JSON.

use std::error::Error;
use std::fmt::Write;

use hookward::{Scheme, schemes};

/// The text above the table.
const HEADER: &str = r#"// Generated from src/schemes.rs; run `npm run generate`.

import type { CompiledScheme, SchemeId } from "./scheme.js";

/** Every built-in scheme, by its id. */
export const builtin: Readonly<Record<SchemeId, CompiledScheme>> = {
"#;

/// Returns every scheme with all of its properties, and compiled for the npm package.
pub(crate) fn typescript() -> Result<String, Box<dyn Error>> {
    let mut text = HEADER.to_owned();
    for scheme in schemes::ALL {
        let properties = serde_json::to_string(scheme)?;
        let headers = serde_json::to_string(&scheme.required_headers().collect::<Vec<_>>())?;
        let (bytes, signed) = (bytes(scheme)?, scheme.delivery_id_signed());
        writeln!(text, "  \"{}\": {{", scheme.id)?;
        writeln!(text, "    scheme: {properties},")?;
        writeln!(text, "    bytes: {bytes},")?;
        writeln!(text, "    headers: {headers},")?;
        writeln!(text, "    deliveryIdSigned: {signed},")?;
        writeln!(text, "  }},")?;
    }
    text.push_str("};\n");
    Ok(text)
}

/// Returns the compiled scheme as a string literal with a character for each byte. That is short, and the same in UTF-8.
fn bytes(scheme: &Scheme) -> Result<String, Box<dyn Error>> {
    let bytes = String::from_utf8(scheme.to_bytes()?)?;
    if !bytes.is_ascii() {
        return Err(format!("the compiled scheme of {} is not ASCII", scheme.id).into());
    }
    Ok(serde_json::to_string(&bytes)?)
}

/// Returns the list of all schemes, for programs that have no types to read them by.
pub(crate) fn json() -> Result<String, Box<dyn Error>> {
    let mut text = serde_json::to_string_pretty(&schemes::ALL)?;
    text.push('\n');
    Ok(text)
}
