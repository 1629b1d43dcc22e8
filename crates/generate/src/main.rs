//! Writes down, for JavaScript and for the tests, what hookward's Rust sources say once.
//!
//! ```text
//! hookward-generate events [--check] FOLDER       the types of src/events/ in TypeScript
//! hookward-generate schemes [--check] FILE        the built-in schemes in TypeScript
//! hookward-generate scheme-json [--check] FILE    the built-in schemes in JSON
//! ```
//!
//! Paths are relative to the root of the project, where `npm run generate` runs it. With `--check` nothing is written, and
//! the program fails if anything would be another.

mod attributes;
mod events_macro;
mod index;
mod output;
mod rust_events;
mod rust_structs;
mod rust_types;
mod schemes;
#[cfg(test)]
mod tests;
mod typescript;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use output::Output;

const USAGE: &str = "usage: hookward-generate events|schemes|scheme-json [--check] PATH";

/// Where the event types are, from the root of the project.
const EVENTS: &str = "src/events";

/// Where the built-in schemes are, from the root of the project.
const SCHEMES: &str = "src/schemes.rs";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Generates what the arguments ask for, and writes it or compares it.
fn run(arguments: &[&str]) -> Result<ExitCode, Box<dyn Error>> {
    let (what, check, path) = match arguments {
        [what, "--check", path] => (what, true, path),
        [what, path] if !path.starts_with('-') => (what, false, path),
        _ => return Err(USAGE.into()),
    };
    let path = Path::new(path);
    let output = match *what {
        "events" => events(path)?,
        "schemes" => Output::file(SCHEMES, path, schemes::typescript()?),
        "scheme-json" => Output::file(SCHEMES, path, schemes::json()?),
        _ => return Err(USAGE.into()),
    };
    if !check {
        output.write()?;
        return Ok(ExitCode::SUCCESS);
    }
    let stale = output.stale();
    for path in &stale {
        eprintln!("{} is not what {} says: run `npm run generate`", path.display(), output.source);
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Generates a file for every provider, and an index of them.
fn events(folder: &Path) -> Result<Output, Box<dyn Error>> {
    let providers = rust_events::read(Path::new(EVENTS))?;
    let mut texts = vec![("index.ts".to_owned(), index::text(&providers)?)];
    texts.extend(providers.iter().map(|provider| (format!("{}.ts", provider.module), provider.to_string())));
    Ok(Output::folder(EVENTS, folder, typescript::HEADER, texts)?)
}
