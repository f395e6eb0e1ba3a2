//! What each verb does: ask the facade, print what it answers.

mod findings;
mod importing;
mod printing;
mod records;
mod secrets;
mod sharing;
mod workspaces;

use std::path::PathBuf;

use app::{Environment, Kumppani};

use crate::arguments::{Arguments, Verb};
use crate::output::{Failure, Output};

/// Carries out what the arguments say.
pub async fn carry_out(arguments: Arguments, output: &Output) -> Result<(), Failure> {
    let folder = arguments.workspace.unwrap_or_else(|| PathBuf::from("."));
    let environment = environment();
    match arguments.verb {
        Verb::Init(init) => return workspaces::init(folder, init, environment, output).await,
        Verb::Demo { dir } => return workspaces::demo(dir, environment, output).await,
        Verb::Restore { file } => {
            return workspaces::restore(file, folder, environment, output).await;
        }
        Verb::Read { files } => return importing::read(&files, output),
        _ => (),
    }
    let kumppani = Kumppani::open(&folder, environment).await?;
    let done = in_workspace(&kumppani, arguments.verb, output).await;
    kumppani.close().await;
    done
}

async fn in_workspace(kumppani: &Kumppani, verb: Verb, output: &Output) -> Result<(), Failure> {
    match verb {
        Verb::Record { verb } => records::record(kumppani, verb, output).await,
        Verb::History { kind, id } => records::history(kumppani, &kind, &id, output).await,
        Verb::Undo { change } => records::undo(kumppani, &change, output).await,
        Verb::Search { text } => records::search(kumppani, &text, output).await,
        Verb::Import(import) => importing::import(kumppani, import, output).await,
        Verb::Watch { once } => importing::watch(kumppani, once, output).await,
        Verb::Print(print) => printing::print(kumppani, print, output).await,
        Verb::Backup { file } => workspaces::backup(kumppani, file, output).await,
        Verb::Sync(sync) => sharing::sync(kumppani, sync, output).await,
        Verb::Doctor => sharing::doctor(kumppani, output).await,
        Verb::Invite { file } => sharing::invite(kumppani, &file, output).await,
        Verb::RemoveWorkstation { id } => sharing::remove(kumppani, &id, output).await,
        Verb::SetPassphrase => sharing::set_passphrase(kumppani, output).await,
        Verb::Republish => sharing::republish(kumppani, output).await,
        Verb::Leave => sharing::leave(kumppani, output).await,
        Verb::Findings => findings::list(kumppani, output).await,
        Verb::Decide { finding, choice } => {
            findings::decide(kumppani, &finding, &choice, output).await
        }
        Verb::Erase { what } => findings::erase(kumppani, what, output).await,
        Verb::Init(_) | Verb::Demo { .. } | Verb::Restore { .. } | Verb::Read { .. } => Ok(()),
    }
}

/// The operating system's; jobs that run where no keychain is unlocked say so.
fn environment() -> Environment {
    match std::env::var("KUMPPANI_KEYCHAIN").as_deref() {
        Ok("off") => Environment::without_keychain(),
        _ => Environment::system(),
    }
}
