//! `klynge export` as a program of its own; what it tells is in the stories.

use serde_json::Value;

use super::ended::{changed, run};
use super::house::{House, Transport};

#[tokio::test]
async fn it_reads_while_the_bot_runs_and_afterwards() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    let (code, during, err) = run(&house.folder(), &["export", "--format", "json"], &[]).await;
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let export: Value = serde_json::from_str(&during).unwrap();
    assert_eq!((&export["team"], &export["clusters"][0]["name"]), (&"T001".into(), &"designforum".into()));
    assert!(bot.terminate().await.0.success());
    let (code, after, _) = run(&house.folder(), &["export"], &[]).await;
    assert_eq!((code, after), (Some(0), during));
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, err) = run(folder.path(), &["export", "--database", "klynge.db"], &[]).await;
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains("klynge.db: is there such a folder or file"), "{err}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn of_several_workspaces_one_is_named() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    assert!(bot.terminate().await.0.success());
    let both = "INSERT INTO workspace (team, counter) VALUES ('T002', 1)";
    changed(&house.folder().join("klynge.db"), &house.folder().join("both.db"), both).await;
    let export = async |more: &[&str]| {
        let arguments = [&["export", "--database", "both.db"], more].concat();
        run(&house.folder(), &arguments, &[]).await
    };
    let (code, _, err) = export(&[]).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("several workspaces (T001, T002): name one with --team"), "{err}");
    let (code, out, _) = export(&["--team", "T002"]).await;
    assert_eq!(code, Some(0), "{out}");
    let (code, _, err) = export(&["--team", "T003"]).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("nothing is stored for a workspace T003"), "{err}");
}
