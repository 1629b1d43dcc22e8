//! Writes the types of `src/events/` down in TypeScript.
//!
//! ```text
//! cargo run --example generate-events --features typescript -- js/src/events            writes the files
//! cargo run --example generate-events --features typescript -- --check js/src/events    fails if they are not the same
//! ```
//!
//! One file a provider, with its enum first and then what that is made of, and an index. Every declaration, name and comment
//! is as ts-rs gives it: only line breaks and indentation are added here.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use hookward::events::{Gabinete360Event, GilbertEvent, GrilloEvent, InboundFlowEvent, SmarterbotEvent};
use hookward::schemes;
use ts_rs::{Config, TS, TypeVisitor};

/// What begins every generated file, and tells it from those written by hand.
const HEADER: &str = "// Generated from src/events/";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let check = arguments.first().is_some_and(|first| first == "--check");
    if check {
        arguments.remove(0);
    }
    let [folder] = arguments.as_slice() else {
        return Err("usage: generate-events [--check] FOLDER".into());
    };
    let files = files()?;
    if check { compare(Path::new(folder), &files) } else { write(Path::new(folder), &files) }
}

/// The text of every file, by its name.
type Files = BTreeMap<PathBuf, String>;

fn write(folder: &Path, files: &Files) -> Result<ExitCode, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    for name in leftovers(folder, files)? {
        fs::remove_file(folder.join(name))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn compare(folder: &Path, files: &Files) -> Result<ExitCode, Box<dyn Error>> {
    let mut stale: Vec<&Path> = Vec::new();
    for (name, text) in files {
        if fs::read_to_string(folder.join(name)).ok().as_ref() != Some(text) {
            stale.push(name);
        }
    }
    let leftovers = leftovers(folder, files)?;
    stale.extend(leftovers.iter().map(PathBuf::as_path));
    for name in &stale {
        eprintln!("{} is not what src/events/ says: run `npm run generate`", folder.join(name).display());
    }
    Ok(if stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Files that were generated once, from a provider that is gone.
fn leftovers(folder: &Path, files: &Files) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut leftovers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = PathBuf::from(entry?.file_name());
        let is_typescript = name.extension().is_some_and(|extension| extension == "ts");
        if is_typescript && !files.contains_key(&name) && fs::read_to_string(folder.join(&name))?.starts_with(HEADER) {
            leftovers.push(name);
        }
    }
    leftovers.sort();
    Ok(leftovers)
}

fn files() -> Result<Files, Box<dyn Error>> {
    let providers = [
        Provider::new::<GilbertEvent>("gilbert")?,
        Provider::new::<Gabinete360Event>("gabinete360")?,
        Provider::new::<InboundFlowEvent>("inboundflow")?,
        Provider::new::<GrilloEvent>("grillo")?,
        Provider::new::<SmarterbotEvent>("smarterbot")?,
    ];
    let mut files: Files = providers.iter().map(|provider| (provider.path.clone(), provider.text())).collect();
    files.insert("index.ts".into(), index(&providers)?);
    Ok(files)
}

/// The file of one provider.
struct Provider {
    /// The id of its scheme.
    id: &'static str,
    config: Config,
    path: PathBuf,
    /// The names of its types, the union of its events first.
    names: Vec<String>,
    declarations: BTreeMap<String, String>,
    /// The names that it takes from other files.
    imports: BTreeMap<PathBuf, BTreeSet<String>>,
}

impl Provider {
    fn new<E: TS + 'static>(id: &'static str) -> Result<Self, Box<dyn Error>> {
        let path = E::output_path().ok_or_else(|| format!("{} has no `export_to`", type_name::<E>()))?;
        // JSON.parse gives a number for every integer, never a bigint.
        let config = Config::new().with_large_int("number");
        let (names, declarations, imports) = (vec![E::ident(&config)], BTreeMap::new(), BTreeMap::new());
        let mut provider = Self { id, config, path, names, declarations, imports };
        provider.visit::<E>();
        provider.order();
        Ok(provider)
    }

    /// Puts the names in the order in which a reader meets them. The one in which ts-rs visits them is another in every
    /// build: its derive keeps them in a hash set.
    fn order(&mut self) {
        for next in 0..self.declarations.len() {
            let Some(declaration) = self.names.get(next).and_then(|name| self.declarations.get(name)) else { return };
            for word in declaration.split(|c: char| !c.is_alphanumeric()) {
                if self.declarations.contains_key(word) && !self.names.iter().any(|name| name == word) {
                    self.names.push(word.to_owned());
                }
            }
        }
    }

    fn text(&self) -> String {
        let mut text = format!("{HEADER}{}; run `npm run generate`.\n", self.path.with_extension("rs").display());
        for (path, names) in &self.imports {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let _ = write!(text, "\nimport type {{ {} }} from \"{}\";\n", names.join(", "), specifier(path));
        }
        for declaration in self.names.iter().filter_map(|name| self.declarations.get(name)) {
            text.push('\n');
            text.push_str(declaration);
        }
        text
    }
}

impl TypeVisitor for Provider {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file are TypeScript's own.
        let Some(path) = T::output_path() else { return };
        let name = T::ident(&self.config);
        if path != self.path {
            self.imports.entry(path).or_default().insert(name);
        } else if !self.declarations.contains_key(&name) {
            let docs = T::docs().unwrap_or_default();
            self.declarations.insert(name, format!("{docs}export {}", lay_out(&T::decl(&self.config))));
            T::visit_dependencies(self);
        }
    }
}

/// The index: every name again, and the union of each scheme by the scheme's id.
fn index(providers: &[Provider]) -> Result<String, Box<dyn Error>> {
    let mut text = format!("{HEADER}mod.rs; run `npm run generate`.\n\n");
    for provider in providers {
        let union = provider.names.first().ok_or("a provider without types")?;
        writeln!(text, "import type {{ {union} }} from \"{}\";", specifier(&provider.path))?;
    }
    text.push('\n');
    for provider in providers {
        writeln!(text, "export type {{\n  {},\n}} from \"{}\";", provider.names.join(",\n  "), specifier(&provider.path))?;
    }
    text.push_str("export type { UnknownEvent, UnknownEventName } from \"./unknown.js\";\n");

    text.push_str("\n/**\n * The events of every built-in scheme, by its id.\n *\n");
    text.push_str(" * They say what the provider documents. A type checks nothing at run time: a signature proves who sent a payload, and\n");
    text.push_str(" * not that it still has this shape.\n */\nexport interface Events {\n");
    for scheme in schemes::ALL {
        let provider = providers.iter().find(|provider| provider.id == scheme.id);
        // A scheme that many providers share has no events of its own.
        let union = provider.and_then(|provider| provider.names.first()).map_or("Record<string, unknown>", String::as_str);
        let key = if scheme.id.contains('-') { format!("\"{}\"", scheme.id) } else { scheme.id.to_string() };
        writeln!(text, "  /** {}: {} */\n  {key}: {union};", scheme.name, scheme.docs)?;
    }
    text.push_str("}\n");
    match providers.iter().find(|provider| schemes::by_id(provider.id).is_none()) {
        Some(provider) => Err(format!("no scheme has the id {}", provider.id).into()),
        None => Ok(text),
    }
}

/// How a file next to it is imported: by the name that it has once compiled.
fn specifier(path: &Path) -> String {
    format!("./{}", path.with_extension("js").display())
}

/// A declaration with every member of a union, and every field of an object, on a line of its own.
fn lay_out(declaration: &str) -> String {
    let Some((name, definition)) = declaration.split_once(" = ") else { return format!("{declaration}\n") };
    if let Some(fields) = definition.strip_prefix("{ \n").and_then(|rest| rest.strip_suffix(" };")) {
        // ts-rs puts a comment on lines of its own, and every field has one.
        let fields: Vec<_> = fields.lines().map(|line| format!("  {}", line.trim_end())).collect();
        format!("{name} = {{\n{}\n}};\n", fields.join("\n"))
    } else {
        format!("{name} =\n  | {}\n", definition.replace(" | ", "\n  | "))
    }
}
