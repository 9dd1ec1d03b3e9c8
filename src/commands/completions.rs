//! `klynge completions`: what a shell needs to complete the command line.

use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::{Cli, Exit};

/// Prints the completions for a shell.
///
/// # Errors
/// When they cannot be written out.
pub fn run(shell: Shell, out: &mut impl Write) -> anyhow::Result<Exit> {
    // Written to memory first: the generator panics when a pipe is closed on it.
    let mut text = Vec::new();
    generate(shell, &mut Cli::command(), "klynge", &mut text);
    out.write_all(&text).context("the completions cannot be printed")?;
    Ok(Exit::Ok)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn every_shell_learns_every_command() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Elvish, Shell::PowerShell] {
            let mut out = Vec::new();
            run(shell, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            for command in Cli::command().get_subcommands() {
                assert!(text.contains(command.get_name()), "{shell} {}", command.get_name());
            }
        }
    }
}
