//! `init`, `demo`, `backup`, `restore`.

use std::path::{Path, PathBuf};

use app::view::{WorkspaceDraft, WorkspaceView};
use app::{Environment, Kumppani};
use serde_json::json;

use crate::arguments::Init;
use crate::output::{Failure, Output};
use crate::verbs::{printing, sharing};

pub async fn init(
    folder: PathBuf,
    init: Init,
    environment: Environment,
    output: &Output,
) -> Result<(), Failure> {
    if let Some(share) = init.share.clone() {
        return sharing::enter(folder, share, init, environment, output).await;
    }
    let kumppani = Kumppani::create(&draft(&folder, &init), environment).await?;
    let made = kumppani.workspace().await?;
    kumppani.close().await;
    output.answer(&made, in_words);
    Ok(())
}

/// What a new workspace is told.
pub fn draft(folder: &Path, init: &Init) -> WorkspaceDraft {
    WorkspaceDraft {
        folder: folder.display().to_string(),
        name: init.name.clone(),
        institution: init.institution.clone(),
        user: init.user.clone(),
        inbox: init.inbox.as_ref().map(|path| path.display().to_string()),
    }
}

/// Where a new workspace is, in two lines.
pub fn in_words(made: &WorkspaceView) -> String {
    let inbox = made.inbox.as_deref().unwrap_or("–");
    format!("{} is in {}\nregistrations are taken from {inbox}", made.name, made.folder)
}

pub async fn demo(dir: PathBuf, environment: Environment, output: &Output) -> Result<(), Failure> {
    let demo = Kumppani::demo(&dir, environment).await?;
    output.answer(&demo, |demo| {
        let mut lines = vec![format!("workspace     {}", demo.workspace)];
        lines.push(format!("watched       {}", demo.inbox));
        for report in &demo.imports {
            let counts = &report.counts;
            lines.push(format!(
                "taken in      {}: {} new, {} changed, {} unchanged, {} set aside",
                report.file, counts.new, counts.changed, counts.unchanged, counts.set_aside
            ));
        }
        for paper in &demo.paper {
            lines.push(format!("printed       {}", printing::in_words(paper)));
        }
        lines.join("\n")
    });
    Ok(())
}

pub async fn backup(kumppani: &Kumppani, file: PathBuf, output: &Output) -> Result<(), Failure> {
    kumppani.backup(&file).await?;
    output.answer(&json!({ "path": file }), |_| format!("copied to {}", file.display()));
    Ok(())
}

pub async fn restore(
    file: PathBuf,
    folder: PathBuf,
    environment: Environment,
    output: &Output,
) -> Result<(), Failure> {
    let kumppani = Kumppani::restore(&file, &folder, environment).await?;
    let made = kumppani.workspace().await?;
    kumppani.close().await;
    output.answer(&made, |made| format!("{} is in {}", made.name, made.folder));
    Ok(())
}
