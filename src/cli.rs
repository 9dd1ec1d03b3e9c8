//! The command line: what can be asked for, and with which exit code it ends.

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum};
use url::Url;

use crate::config;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Ok,
    /// It failed on the way.
    Failed,
    /// It was used wrongly, or this build lacks what was asked for.
    Usage,
    /// The settings are wrong; all faults have been listed.
    Config,
    /// Another process already runs on this database.
    Running,
}

impl Exit {
    /// The number that scripts see.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Ok => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Config => 3,
            Self::Running => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Klynge keeps a cluster of companies meeting: a Slack bot.
#[derive(Debug, Parser)]
#[command(name = "klynge", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot until it is stopped
    #[command(after_help = RUN_HELP)]
    Run(RunFlags),
    /// Try it out: a local Slack with a page in the browser, and the bot in it
    Demo(DemoFlags),
    /// Check settings, tokens, scopes, channels, clock and database, each fault with its remedy
    #[command(after_help = RUN_HELP)]
    Doctor(DoctorFlags),
    /// Print what is kept: clusters, meetings, answers, attendance, talks
    Export(ExportFlags),
    /// Sum up a thread in few words, without Slack
    Brief(BriefFlags),
    /// Simulate years of clusters, with people, faults and crashes, and hold every invariant to them
    Simulate(SimulateFlags),
    /// Print the manifest from which the Slack app is made
    Manifest(ManifestFlags),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Be the sandbox of a demo, which starts this itself
    #[cfg(feature = "demo")]
    #[command(hide = true)]
    Sandbox,
}

const RUN_HELP: &str = "\
Settings, by environment or in klynge.toml (in lower case, without KLYNGE_):
  SLACK_BOT_TOKEN       xoxb-..., always
  SLACK_APP_TOKEN       xapp-..., for Socket Mode
  SLACK_SIGNING_SECRET  with KLYNGE_LISTEN, for signed HTTP instead
  KLYNGE_PUBLIC_URL     where calendars find their private addresses; without it they get files
Secrets have no flags, because a command line can be read by others on the machine.";

/// Flags of `klynge run`; each wins over the environment and the file. They are checked with everything else, so that
/// all faults come at once.
#[derive(Debug, Clone, Default, Args)]
pub struct RunFlags {
    /// Settings file [default: klynge.toml, if it exists]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Database file (KLYNGE_DATABASE) [default: klynge.db]
    #[arg(long, value_name = "PATH")]
    pub database: Option<PathBuf>,
    /// Address for signed HTTP from Slack (KLYNGE_LISTEN)
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// Address for health and metrics (KLYNGE_ADMIN_LISTEN) [default: 127.0.0.1:9187]
    #[arg(long, value_name = "ADDRESS")]
    pub admin_listen: Option<String>,
    /// Address that calendars are sent to, from outside (KLYNGE_PUBLIC_URL) [default: none, only files]
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Address for what is asked for there (KLYNGE_PUBLIC_LISTEN) [default: 127.0.0.1:9188]
    #[arg(long, value_name = "ADDRESS")]
    pub public_listen: Option<String>,
    /// Slack's Web API (SLACK_API_URL): https, or http on this machine [default: Slack's own]
    #[arg(long, value_name = "URL")]
    pub api_url: Option<String>,
    /// Follow a sandbox's clock (KLYNGE_CLOCK_URL)
    #[arg(long, value_name = "URL", hide = !cfg!(feature = "demo"))]
    pub clock_url: Option<String>,
}

/// Flags of `klynge demo`.
#[derive(Debug, Clone, Args)]
pub struct DemoFlags {
    /// Port of the page; 0 for any free one
    #[arg(long, default_value_t = 7878)]
    pub port: u16,
    /// Database to keep, with the sandbox beside it in PATH.slack [default: temporary]
    #[arg(long, value_name = "PATH")]
    pub database: Option<PathBuf>,
    /// Where the clock starts, local time in the zone
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", default_value = "2026-09-01T08:00", value_parser = local_time)]
    pub now: NaiveDateTime,
    /// Time zone of the workspace
    #[arg(long, default_value = "Europe/Oslo", value_parser = zone)]
    pub zone: Tz,
    /// Start without a cluster, to set one up yourself
    #[arg(long)]
    pub empty: bool,
    /// Signed HTTP between the two programs instead of Socket Mode
    #[arg(long)]
    pub http: bool,
}

/// Flags of `klynge simulate`.
#[derive(Debug, Clone, Args)]
pub struct SimulateFlags {
    /// Years to simulate, of 365 days
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=9))]
    pub years: u32,
    /// Clusters in the workspace
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub clusters: u32,
    /// What everything follows from [default: a random one, which is printed]
    #[arg(long)]
    pub seed: Option<u64>,
    /// So many different seeds, from that one on
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub seeds: u64,
    /// How much goes wrong
    #[arg(long, value_enum, default_value_t = Faults::Some)]
    pub faults: Faults,
    /// Have the real store below it, in a new database [default: rows in memory]
    #[arg(long, value_name = "PATH")]
    pub database: Option<PathBuf>,
    /// Text for a person, JSON for a machine
    #[arg(long, value_enum, default_value_t = SimulateFormat::Text)]
    pub format: SimulateFormat,
}

/// How much goes wrong in a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Faults {
    /// Nothing
    None,
    /// A bad year: something every day or two
    Some,
    /// Something every hour
    Cruel,
}

/// Formats of a simulation's report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SimulateFormat {
    /// For a person
    Text,
    /// One JSON object a seed and line
    Json,
}

/// Flags of `klynge doctor`: those of `klynge run`, whose settings it checks.
#[derive(Debug, Clone, Args)]
pub struct DoctorFlags {
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = DoctorFormat::Text)]
    pub format: DoctorFormat,
    /// The settings.
    #[command(flatten)]
    pub run: RunFlags,
}

/// How `klynge doctor` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DoctorFormat {
    /// A line a check
    Text,
    /// One JSON object
    Json,
}

/// Flags of `klynge export`.
#[derive(Debug, Clone, Args)]
pub struct ExportFlags {
    /// How to print it
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub format: ExportFormat,
    /// Settings file [default: klynge.toml, if it exists]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Database file (KLYNGE_DATABASE) [default: klynge.db]
    #[arg(long, value_name = "PATH")]
    pub database: Option<PathBuf>,
    /// Slack's id of the workspace, if the database holds more than one
    #[arg(long, value_name = "ID")]
    pub team: Option<String>,
}

/// How `klynge export` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object
    Json,
}

/// Flags of `klynge brief`.
#[derive(Debug, Clone, Args)]
pub struct BriefFlags {
    /// A thread in the shape of Slack's conversations.replies
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// At most so many words
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub words: u32,
    /// The language of the thread [default: the one most of it is in]
    #[arg(long, value_enum)]
    pub lang: Option<BriefLanguage>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = BriefFormat::Text)]
    pub format: BriefFormat,
}

/// The languages of threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefLanguage {
    /// Norwegian bokmål
    Nb,
    /// English
    En,
}

/// How `klynge brief` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// A line a point
    Text,
    /// A list
    Markdown,
    /// One JSON object, each point with its kind, writer and message
    Json,
}

/// Flags of `klynge manifest`.
#[derive(Debug, Clone, Args)]
pub struct ManifestFlags {
    /// How Slack is to reach the bot
    #[arg(long, value_enum, default_value_t = ManifestTransport::Socket)]
    pub transport: ManifestTransport,
    /// The bot's public address, for signed HTTP
    #[arg(long, value_parser = public_url, required_if_eq("transport", "http"))]
    pub url: Option<Url>,
}

/// The two transports a manifest can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ManifestTransport {
    /// Socket Mode: no public address
    Socket,
    /// Signed HTTP to `--url`
    Http,
}

fn local_time(text: &str) -> Result<NaiveDateTime, String> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .ok_or_else(|| "write it like 2026-09-01T08:00".into())
}

fn zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "name a zone like Europe/Oslo".into())
}

fn public_url(text: &str) -> Result<Url, String> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && config::is_private(url))
        .ok_or_else(|| "Slack needs an https address, such as https://klynge.example.com".into())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use clap::CommandFactory;

    use super::*;

    fn parse(line: &str) -> Result<Command, clap::Error> {
        Cli::try_parse_from(line.split(' ')).map(|cli| cli.command)
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn exit_codes_are_the_promised_ones() {
        let exits = [Exit::Ok, Exit::Failed, Exit::Usage, Exit::Config, Exit::Running];
        assert_eq!(exits.map(Exit::code), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_demo_has_a_default_for_everything() {
        let Command::Demo(flags) = parse("klynge demo").unwrap() else {
            panic!("demo was asked for");
        };
        assert_eq!(flags.port, 7878);
        assert_eq!(flags.now.to_string(), "2026-09-01 08:00:00");
        assert_eq!(flags.zone, Tz::Europe__Oslo);
        assert!(!flags.empty && !flags.http && flags.database.is_none());
    }

    #[test]
    fn wrong_use_exits_with_two() {
        for line in [
            "klynge",
            "klynge dance",
            "klynge demo --now tomorrow",
            "klynge demo --zone Mars/Base",
            "klynge manifest --transport http",
            "klynge manifest --transport http --url http://example.com",
            "klynge run --slack-bot-token xoxb-1",
            "klynge brief --words 10",
            "klynge brief --from thread.json",
            "klynge brief --from thread.json --words 0",
            "klynge export --format csv",
        ] {
            assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
        }
    }
}
