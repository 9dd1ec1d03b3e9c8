//! Starting the program with something wrong: what it says, and that it says nothing else.

use std::path::Path;
use std::process::Command;

use crate::workspace::{MANIFEST, Workspace};

/// Starts the program in this folder, as somebody does who looks for faults in programs; answers what it complains of.
fn complaint(folder: &Path, arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    program.current_dir(folder).env("RUST_BACKTRACE", "1").arg("serve").args(arguments);
    let ended = program.output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && ended.stdout.is_empty(), "{said}");
    assert!(said.starts_with("Error: ") && !said.to_lowercase().contains("backtrace"), "{said}");
    said
}

#[tokio::test]
async fn what_is_wrong_is_said_without_a_backtrace() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    std::fs::write(at.join("good.yaml"), MANIFEST).unwrap();
    std::fs::write(at.join("bad.yaml"), "display_information: {colour: red}").unwrap();
    std::fs::write(at.join("bad.json"), "{").unwrap();
    std::fs::write(at.join("seed.json"), r#"{"users": [{"name": "ada"}]}"#).unwrap();
    let good = ["--port", "0", "--manifest", "good.yaml"];
    let with = |more: &[&'static str]| complaint(at, &[&good, more].concat());
    assert!(complaint(at, &["--manifest", "none.yaml"]).contains("cannot read none.yaml: No such file"));
    assert!(
        complaint(at, &["--port", "0", "--manifest", "bad.yaml"]).contains("/display_information/colour")
    );
    assert!(with(&["--seed", "bad.json"]).contains("bad.json is not JSON: EOF"));
    assert!(with(&["--seed", "seed.json"]).contains("id"));
    assert!(with(&["--zone", "Mars/Olympus"]).contains("Mars/Olympus is not an IANA time zone"));
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_with_the_way_out() {
    let workspace = Workspace::start().await;
    let port = workspace.base.rsplit(':').next().unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.yaml"), MANIFEST).unwrap();
    let said = complaint(folder.path(), &["--manifest", "good.yaml", "--port", port]);
    assert!(
        said.contains(&format!("cannot listen on port {port}: ")) && said.contains("`--port 0`"),
        "{said}"
    );
}
