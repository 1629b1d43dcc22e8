//! Lists the vector files, so that every new file is run. A browser cannot list the files of a folder.

use std::error::Error;
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("..");
    let mut files = Vec::new();
    // The vectors of each provider, by its id, and those without a provider.
    for folder in entries(&root.join("schemes"))?.into_iter().filter(|path| path.is_dir()) {
        files.push((name_of(&folder), folder.join("vectors.json")));
    }
    let of_none =
        entries(&root.join("testdata/vectors"))?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    files.extend(of_none.map(|path| (name_of(&path), path)));
    files.sort();
    let mut list = String::from("[\n");
    for (name, path) in files {
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(list, "({name:?}, include_str!({:?})),", path.to_string_lossy())?;
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("files.rs"), list)?;
    Ok(())
}

/// Returns the files in a folder. The build runs again if a file is added or removed.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
