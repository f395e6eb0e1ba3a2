//! The settings of a workstation: who works here, in what language, with which folders.

use std::path::{Path, PathBuf};

use domain::Language;

use crate::view::{SettingsDraft, WorkspaceDraft, WorkspaceView};
use crate::{Changed, Error, Kumppani};

const NAME: &str = "name";
const INSTITUTION: &str = "institution";
const USER: &str = "user";
const LANGUAGE: &str = "language";
const INBOX: &str = "inbox";
const PAPER: &str = "paper";
const THEME: &str = "theme";
const THEMES: [&str; 3] = ["system", "light", "dark"];

impl Kumppani {
    /// The workspace and its settings.
    pub async fn workspace(&self) -> Result<WorkspaceView, Error> {
        let workspace = self.store().workspace();
        let inbox = self.inbox_folder().await?;
        Ok(WorkspaceView {
            name: self.setting_or(NAME, &workspace.name).await?,
            institution: self.institution().await?,
            user: self.user().await?,
            language: self.language().await?.code().to_owned(),
            folder: shown(self.folder()),
            inbox_reachable: inbox.as_deref().is_some_and(Path::is_dir),
            inbox: inbox.as_deref().map(shown),
            paper: shown(&self.paper_folder().await?),
            theme: self.setting_or(THEME, THEMES[0]).await?,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// Writes settings. The watched folder, if it changed, is followed from here on.
    pub async fn save_settings(&self, draft: SettingsDraft) -> Result<WorkspaceView, Error> {
        if let Some(code) = &draft.language
            && Language::from_code(code).is_none()
        {
            return Err(Error::invalid_choice(LANGUAGE, code));
        }
        if let Some(theme) = &draft.theme
            && !THEMES.contains(&theme.as_str())
        {
            return Err(Error::invalid_choice(THEME, theme));
        }
        if draft.name.as_deref().is_some_and(|name| name.trim().is_empty()) {
            return Err(Error::required(NAME));
        }
        let followed = self.inbox_folder().await?;
        for (key, value) in [
            (NAME, &draft.name),
            (INSTITUTION, &draft.institution),
            (USER, &draft.user),
            (LANGUAGE, &draft.language),
            (INBOX, &draft.inbox),
            (PAPER, &draft.paper),
            (THEME, &draft.theme),
        ] {
            if let Some(value) = value {
                self.store().set_setting(key, value.trim()).await?;
            }
        }
        if self.inbox_folder().await? != followed && self.stop_following().await {
            self.follow_inbox().await;
        }
        self.tell(Changed::topic("workspace", "window"));
        self.workspace().await
    }

    /// Writes what a person gave when making the workspace, and makes its own folders.
    pub(crate) async fn begin_settings(&self, draft: &WorkspaceDraft) -> Result<(), Error> {
        let inbox = match draft.inbox.as_deref().map(str::trim).filter(|path| !path.is_empty()) {
            Some(path) => PathBuf::from(path),
            None => self.folder().join("inbox"),
        };
        let paper = self.folder().join("paper");
        for folder in [&inbox, &paper] {
            std::fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
        }
        self.store().set_setting(USER, draft.user.trim()).await?;
        self.store().set_setting(INBOX, &shown(&inbox)).await?;
        self.store().set_setting(PAPER, &shown(&paper)).await?;
        Ok(())
    }

    /// Who works here, as written into the history.
    pub(crate) async fn user(&self) -> Result<String, Error> {
        self.setting_or(USER, "").await
    }

    /// The institution of this workstation; may be empty.
    pub(crate) async fn institution(&self) -> Result<String, Error> {
        self.setting_or(INSTITUTION, &self.store().workspace().institution).await
    }

    /// The language of this workstation.
    pub async fn language(&self) -> Result<Language, Error> {
        let code = self.setting_or(LANGUAGE, Language::Fi.code()).await?;
        Ok(Language::from_code(&code).unwrap_or_default())
    }

    /// The watched folder, if one is set.
    pub async fn inbox_folder(&self) -> Result<Option<PathBuf>, Error> {
        let path = self.setting_or(INBOX, "").await?;
        Ok((!path.is_empty()).then(|| PathBuf::from(path)))
    }

    /// Where paper is saved unless told otherwise.
    pub async fn paper_folder(&self) -> Result<PathBuf, Error> {
        let path = self.setting_or(PAPER, "").await?;
        Ok(if path.is_empty() { self.folder().join("paper") } else { PathBuf::from(path) })
    }

    async fn setting_or(&self, key: &str, otherwise: &str) -> Result<String, Error> {
        let kept = self.store().setting(key).await?;
        Ok(kept.unwrap_or_else(|| otherwise.to_owned()))
    }
}

impl Error {
    /// A word that is none of a declared set.
    pub(crate) fn invalid_choice(field: &str, value: &str) -> Error {
        Error::Invalid {
            field: field.to_owned(),
            label: None,
            value: value.to_owned(),
            reason: "unknown_choice".to_owned(),
            message: format!("“{value}” is not one of the choices"),
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
