//! The generated files, which are written or compared with the existing files.

use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files that one run generates.
pub(crate) struct Output {
    /// The source of the files, for the message that they are not up to date.
    pub(crate) source: &'static str,
    files: BTreeMap<PathBuf, String>,
    /// Files that an earlier run generated and this run does not.
    leftovers: Vec<PathBuf>,
}

impl Output {
    /// Adds the files of another output.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self.leftovers.extend(other.leftovers);
        self
    }

    /// Creates an output with one file.
    pub(crate) fn file(source: &'static str, path: PathBuf, text: String) -> Self {
        Self { source, files: BTreeMap::from([(path, text)]), leftovers: Vec::new() }
    }

    /// Creates an output with the files of a folder. Other files in the folder that begin with the header are leftovers.
    pub(crate) fn folder(
        source: &'static str,
        folder: &Path,
        header: &str,
        texts: impl IntoIterator<Item = (String, String)>,
    ) -> io::Result<Self> {
        let files: BTreeMap<_, _> = texts.into_iter().map(|(name, text)| (folder.join(name), text)).collect();
        let mut leftovers = generated(folder, header)?;
        leftovers.retain(|path| !files.contains_key(path));
        Ok(Self { source, files, leftovers })
    }

    /// Writes every file, and removes the leftovers.
    pub(crate) fn write(&self) -> io::Result<()> {
        for (path, text) in &self.files {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, text).map_err(|error| about(path, &error))?;
        }
        self.leftovers.iter().try_for_each(|path| fs::remove_file(path).map_err(|error| about(path, &error)))
    }

    /// Returns the files that writing would change or remove.
    pub(crate) fn stale(&self) -> Vec<&Path> {
        let same = |(path, text): &(&PathBuf, &String)| fs::read_to_string(path).is_ok_and(|written| written == **text);
        let changed = self.files.iter().filter(|file| !same(file)).map(|(path, _)| path);
        changed.chain(&self.leftovers).map(PathBuf::as_path).collect()
    }
}

/// Returns the TypeScript files of a folder that begin with the header.
fn generated(folder: &Path, header: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| about(folder, &error))?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ts") && read(&path)?.starts_with(header) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Returns the files of a folder in order, or the path itself if it is a file.
pub(crate) fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path).map_err(|error| about(path, &error))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Reads a file. The error names the file.
pub(crate) fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|error| about(path, &error))
}

/// Returns the error with the path of its file.
fn about(path: &Path, error: &Error) -> Error {
    Error::new(error.kind(), format!("{}: {error}", path.display()))
}
