//! Generates files for Rust and for JavaScript from the providers' folders and the Rust event types.
//!
//! ```text
//! hookward-generate events [--check] ROOT      the types of src/events/ in TypeScript
//! hookward-generate schemes [--check] ROOT     the schemes of schemes/ in Rust and in TypeScript
//! ```
//!
//! ROOT is the root folder of the project. With `--check`, nothing is written, and the program fails if a file would change.

mod attributes;
mod events_macro;
mod index;
mod output;
mod rust_events;
mod rust_schemes;
mod rust_structs;
mod rust_types;
mod scheme_files;
#[cfg(test)]
mod tests;
mod typescript;
mod typescript_schemes;

use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use output::Output;

const USAGE: &str = "usage: hookward-generate events|schemes [--check] ROOT";

/// The path of the event types, from the root of the project.
const EVENTS: &str = "src/events";

/// The path of the providers' folders, from the root of the project.
const SCHEMES: &str = "schemes";

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

/// Generates the files that the arguments request, and writes or compares them.
fn run(arguments: &[&str]) -> Result<ExitCode, Box<dyn Error>> {
    let (what, check, path) = match arguments {
        [what, "--check", path] => (what, true, path),
        [what, path] if !path.starts_with('-') => (what, false, path),
        _ => return Err(USAGE.into()),
    };
    let root = Path::new(path);
    let output = match *what {
        "events" => events(root)?,
        "schemes" => schemes(root)?,
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

/// Generates a file for every provider with events, and an index of these files.
fn events(root: &Path) -> Result<Output, Box<dyn Error>> {
    let providers = rust_events::read(&root.join(EVENTS))?;
    let schemes = scheme_files::read(&root.join(SCHEMES))?;
    let mut texts = vec![("index.ts".to_owned(), index::text(&providers, &schemes)?)];
    texts.extend(providers.iter().map(|provider| (format!("{}.ts", provider.module), provider.to_string())));
    Ok(Output::folder(EVENTS, &root.join("js/src/events"), typescript::HEADER, texts)?)
}

/// Generates the statics of the core, the table of the npm package, and a module for every provider. Also generates an index of
/// these modules.
fn schemes(root: &Path) -> Result<Output, Box<dyn Error>> {
    let schemes = scheme_files::read(&root.join(SCHEMES))?;
    let types =
        rust_schemes::SchemeTypes::read(&["src/scheme", "src/template.rs", "src/challenge.rs"].map(|path| root.join(path)))?;
    let file = |path: &str, text| Output::file(SCHEMES, root.join(path), text);
    let modules = typescript_schemes::modules(&schemes)?;
    Ok(Output::folder(SCHEMES, &root.join("js/src/builtin"), typescript_schemes::HEADER, modules)?
        .and(file("src/schemes/builtin.rs", rust_schemes::text(&schemes, &types)?))
        .and(file("src/schemes/json.rs", rust_schemes::json(&schemes)?))
        .and(file("js/src/schemes/builtin.ts", typescript_schemes::table(&schemes)?))
        .and(file("js/src/schemes/defaults.ts", typescript_schemes::defaults()?)))
}
