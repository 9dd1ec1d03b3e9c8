//! The files of the checkout, read as text.

use super::lexer::{Lexed, lex};
use std::fs;
use std::path::{Path, PathBuf};

/// What a checkout holds beside the sources of the two packages; what else lies about is somebody's
/// own.
const ROOTS: [&str; 8] = ["src", "tests", "benches", "browser", "sandbox", "migrations", ".ci", ".cargo"];
const PAPERS: [&str; 5] = ["md", "toml", "yaml", "yml", "rs"];

/// A Rust source file.
pub(super) struct Source {
    /// From the root of the checkout, with `/`.
    pub(super) path: String,
    /// As it stands.
    pub(super) text: String,
    /// Taken apart.
    pub(super) lexed: Lexed,
}

impl Source {
    /// Lines of code, numbered from 1, without comments and literals.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lexed.code.lines().zip(1..).map(|(text, number)| (number, text))
    }
}

/// Every Rust file under a folder of the checkout.
pub(super) fn sources(under: &str) -> Vec<Source> {
    let files = walk(&root().join(under)).into_iter();
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|file| {
            let text = fs::read_to_string(&file).ok()?;
            Some(Source { path: name(&file), lexed: lex(&text), text })
        })
        .collect()
}

/// Every text file of the checkout: its name and what it says.
pub(super) fn papers() -> Vec<(String, String)> {
    let beside = fs::read_dir(root()).into_iter().flatten().flatten();
    let top = beside.map(|entry| entry.path()).filter(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        path.is_file() && ending.is_some_and(|ending| PAPERS.contains(&ending))
    });
    let below = ROOTS.into_iter().flat_map(|folder| walk(&root().join(folder)));
    top.chain(below).filter_map(|file| Some((name(&file), fs::read_to_string(&file).ok()?))).collect()
}

/// One file of the checkout; empty when it is not there.
pub(super) fn paper(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn name(file: &Path) -> String {
    let path = file.strip_prefix(root()).unwrap_or(file);
    path.to_string_lossy().replace('\\', "/")
}

/// All files under a folder, sorted, without what builds leave behind.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| !path.ends_with("target"))
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] })
        .collect()
}

#[test]
fn the_checkout_is_found() {
    assert!(sources("src").iter().any(|source| source.path == "src/lib.rs"));
    assert!(papers().iter().any(|(path, _)| path == "Cargo.toml"));
}
