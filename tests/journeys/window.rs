//! The real window, its driver, and the sample workspace it is opened on.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use app::view::WorkspaceDraft;
use app::{Environment, Kumppani};
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long a person would wait for something to appear before calling it broken.
const PATIENCE: Duration = Duration::from_secs(20);

/// A window under test; the driver and the workspace go when it is dropped.
pub struct Window {
    /// The hand on keyboard and mouse.
    pub client: Client,
    /// The folder of the workspace.
    pub folder: PathBuf,
    driver: Driver,
    home: TempDir,
}

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

impl Window {
    /// Opens the window on the sample workspace.
    pub async fn on_the_demo() -> Window {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("demo");
        Kumppani::demo(&folder, Environment::system()).await.unwrap();
        Window::open(home, folder).await
    }

    /// Opens the window on a workspace with nothing in it.
    pub async fn on_nothing() -> Window {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("workspace");
        let draft = WorkspaceDraft {
            folder: folder.display().to_string(),
            name: "Tyhjä".to_owned(),
            institution: String::new(),
            user: "Testaaja".to_owned(),
            inbox: None,
        };
        Kumppani::create(&draft, Environment::system()).await.unwrap().close().await;
        Window::open(home, folder).await
    }

    /// Opens the window on a workspace that holds an organisation; answers its id too.
    pub async fn on_an_organisation(name: &str) -> (Window, String) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("workspace");
        let draft = WorkspaceDraft {
            folder: folder.display().to_string(),
            name: "Yrike".to_owned(),
            institution: String::new(),
            user: "Maija".to_owned(),
            inbox: None,
        };
        let kumppani = Kumppani::create(&draft, Environment::system()).await.unwrap();
        let fields = [("name".to_owned(), name.to_owned())];
        let made = kumppani.add_record("organisation", &fields).await.unwrap();
        kumppani.close().await;
        (Window::open(home, folder).await, made.id.unwrap())
    }

    /// The folder below which everything of this journey lies.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    async fn open(home: TempDir, folder: PathBuf) -> Window {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .stdin(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is there: `cargo xtask prepare` installs it");
        let driver = Driver(driver);
        let options = json!({
            "binary": env!("CARGO_BIN_EXE_kumppani"),
            "args": ["--workspace", folder.display().to_string()],
        });
        let capabilities: Capabilities =
            [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let address = format!("http://127.0.0.1:{port}");
        let mut tries = 0;
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => break client,
                Err(error) if tries == 40 => panic!("the driver gives no session: {error}"),
                Err(_) => tries += 1,
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        };
        Window { client, folder, driver, home }
    }

    /// Waits for the element that `path` finds.
    pub async fn sees(&self, path: &str) -> fantoccini::elements::Element {
        let wait = self.client.wait().at_most(PATIENCE);
        match wait.for_element(Locator::XPath(path)).await {
            Ok(element) => element,
            Err(error) => {
                self.keep("failed").await;
                panic!("{path} does not appear: {error}");
            }
        }
    }

    /// Waits for a text anywhere in the window.
    pub async fn reads(&self, text: &str) {
        self.sees(&format!("//body//*[contains(normalize-space(.), {})]", quoted(text))).await;
    }

    /// Clicks what `path` finds, once it is there.
    pub async fn clicks(&self, path: &str) {
        let element = self.sees(path).await;
        if let Err(error) = element.click().await {
            self.keep("failed").await;
            panic!("{path} cannot be clicked: {error}");
        }
    }

    /// Clicks the button, tab or link of that name.
    pub async fn presses(&self, name: &str) {
        let name = quoted(name);
        let roles = ["self::button", "self::a", "@role='tab'", "@role='button'"].join(" or ");
        self.clicks(&format!("//*[{roles}][normalize-space(.)={name} or @aria-label={name}]"))
            .await;
    }

    /// Clicks the badge of the share in the frame, once it says `words`.
    pub async fn presses_badge(&self, words: &str) {
        self.clicks(&format!("//nav//a[contains(., {})]", quoted(words))).await;
    }

    /// Gives the focus to what `path` finds, as Tab would.
    pub async fn focuses(&self, path: &str) {
        let element = self.sees(path).await;
        let element = serde_json::to_value(&element).unwrap();
        self.client.execute("arguments[0].focus();", vec![element]).await.unwrap();
    }

    /// Writes `text` into the field that `path` finds, in place of what stands there.
    pub async fn rewrites(&self, path: &str, text: &str) {
        let field = self.sees(path).await;
        field.click().await.unwrap();
        field.send_keys(&(Key::Control + "a")).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses a sheet in the list of the tab of paper.
    pub async fn chooses_sheet(&self, name: &str) {
        self.clicks(&format!("//*[@role='option'][.//*[normalize-space(.)={}]]", quoted(name)))
            .await;
    }

    /// Waits for the word that paper was saved; answers where.
    pub async fn saved_paper(&self) -> PathBuf {
        let word = self.sees("//p[starts-with(normalize-space(.), 'Tallennettu: ')]").await;
        let word = word.text().await.unwrap();
        PathBuf::from(word.trim_start_matches("Tallennettu: "))
    }

    /// Waits until nothing is found by `path` any more.
    pub async fn gone(&self, path: &str) {
        let waited = tokio::time::timeout(PATIENCE, async {
            while self.client.find(Locator::XPath(path)).await.is_ok() {
                tokio::task::yield_now().await;
            }
        });
        if waited.await.is_err() {
            self.keep("failed").await;
            panic!("{path} does not go");
        }
    }

    /// Presses a key wherever the keyboard is.
    pub async fn types(&self, key: &Key) {
        self.types_text(&char::from(*key).to_string()).await;
    }

    /// Types a text wherever the keyboard is.
    pub async fn types_text(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Goes to another address of the window, by its part after `#` or whole.
    pub async fn goes(&self, address: &str) {
        let hash = address.split_once('#').map_or(address, |(_, hash)| hash);
        let script = "window.location.hash = arguments[0];";
        self.client.execute(script, vec![json!(hash)]).await.unwrap();
        self.sees("//h1").await;
    }

    /// Keeps a picture of the window as it stands.
    pub async fn keep(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys");
        std::fs::create_dir_all(&folder).unwrap();
        // What the page says is there before it is drawn.
        let drawn = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => done(null)));";
        drop(self.client.execute_async(drawn, Vec::new()).await);
        if let Ok(picture) = self.client.screenshot().await {
            let name = name.replace(|letter: char| !letter.is_alphanumeric(), "-");
            std::fs::write(folder.join(format!("{name}.png")), picture).unwrap();
        }
    }

    /// Fails where axe finds a violation on the screen as it stands.
    pub async fn is_accessible(&self, screen: &str) {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("npm installed axe-core");
        self.client.execute(&axe, Vec::new()).await.unwrap();
        let run = "const done = arguments[arguments.length - 1];
            // A colour on its way to another is neither of the two that people read.
            const ended = document.getAnimations().map((one) => one.finished.catch(() => null));
            const run = () => axe.run(document, { resultTypes: ['violations'] });
            Promise.all(ended).then(run).then(
                (result) => done(result.violations.map((one) => ({
                    rule: one.id,
                    help: one.help,
                    nodes: one.nodes.map((node) => node.html.slice(0, 200)),
                }))),
                (error) => done([{ rule: String(error) }]),
            );";
        let violations = self.client.execute_async(run, Vec::new()).await.unwrap();
        if violations != Value::Array(Vec::new()) {
            self.keep(&format!("axe {screen}")).await;
            panic!("axe on {screen}: {violations:#}");
        }
    }

    /// Closes the window and the driver.
    pub async fn close(self) {
        drop(self.client.close().await);
        drop(self.driver);
        drop(self.home);
    }
}

fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "an XPath text of ours holds no double quote");
    format!("\"{text}\"")
}
