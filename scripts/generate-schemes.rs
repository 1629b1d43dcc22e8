//! Writes the built-in schemes down in TypeScript: each with every column, and as the row that the npm package's core takes.
//!
//! ```text
//! cargo run --example generate-schemes --features serde,wire -- js/src/schemes/builtin.ts            writes the file
//! cargo run --example generate-schemes --features serde,wire -- --check js/src/schemes/builtin.ts    fails if it is not the same
//! ```

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;
use std::{env, fs};

use hookward::{Scheme, schemes};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let check = arguments.first().is_some_and(|first| first == "--check");
    if check {
        arguments.remove(0);
    }
    let [file] = arguments.as_slice() else {
        return Err("usage: generate-schemes [--check] FILE".into());
    };
    let text = text()?;
    if !check {
        fs::write(file, text)?;
    } else if fs::read_to_string(file).ok() != Some(text) {
        eprintln!("{file} is not what src/schemes.rs says: run `npm run generate`");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

fn text() -> Result<String, Box<dyn Error>> {
    let mut text = String::from("// Generated from src/schemes.rs; run `npm run generate`.\n\n");
    text.push_str("import type { Row, SchemeId } from \"./scheme.js\";\n\n/** Every built-in scheme, by its id. */\n");
    text.push_str("export const builtin: Readonly<Record<SchemeId, Row>> = {\n");
    for scheme in schemes::ALL {
        let columns = serde_json::to_string(scheme)?;
        let headers = serde_json::to_string(&scheme.verdict_headers().collect::<Vec<_>>())?;
        let (row, signed) = (row(scheme)?, scheme.delivery_id_signed());
        write!(text, "  \"{}\": {{\n    scheme: {columns},\n    bytes: {row},\n", scheme.id)?;
        write!(text, "    headers: {headers},\n    deliveryIdSigned: {signed},\n  }},\n")?;
    }
    text.push_str("};\n");
    Ok(text)
}

/// The row as a string literal with a character for each byte, which is short and the same in UTF-8.
fn row(scheme: &Scheme) -> Result<String, Box<dyn Error>> {
    let row = String::from_utf8(scheme.to_row()?)?;
    if row.is_ascii() { Ok(serde_json::to_string(&row)?) } else { Err(format!("the row of {} is not ASCII", scheme.id).into()) }
}
