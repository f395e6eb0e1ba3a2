//! The boundary between the screens and the program, held by the real capabilities on the mock
//! runtime: what is granted is exactly what the screens need, and the database is not.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use app::Environment;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow};

fn program() -> App<MockRuntime> {
    kumppani::start::wire(mock_builder(), kumppani::registry!(MockRuntime), Environment::system())
        .build(kumppani::start::context())
        .unwrap()
}

fn main_window(app: &App<MockRuntime>) -> WebviewWindow<MockRuntime> {
    // The mock runtime opens no window of the configuration by itself; the label is what counts.
    tauri::WebviewWindowBuilder::new(app, "main", Default::default()).build().unwrap()
}

fn ask(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let url = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

#[test]
fn the_screens_cannot_reach_the_database() {
    let app = program();
    let window = main_window(&app);
    for (command, arguments) in [
        ("plugin:sql|load", json!({ "db": "sqlite:kumppani.db" })),
        (
            "plugin:sql|select",
            json!({ "db": "sqlite:workspace", "query": "DELETE FROM change", "values": [] }),
        ),
        (
            "plugin:sql|execute",
            json!({ "db": "sqlite:workspace", "query": "DELETE FROM change", "values": [] }),
        ),
        ("plugin:sql|close", json!({ "db": "sqlite:workspace" })),
    ] {
        let refused = ask(&window, command, arguments).unwrap_err().to_string();
        assert!(refused.contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn the_screens_cannot_open_dialogs_or_windows_by_themselves() {
    let app = program();
    let window = main_window(&app);
    for command in
        ["plugin:dialog|open", "plugin:dialog|save", "plugin:webview|create_webview_window"]
    {
        let refused = ask(&window, command, json!({ "options": {} })).unwrap_err().to_string();
        assert!(refused.contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn what_is_granted_is_answered() {
    let app = program();
    let window = main_window(&app);
    assert_eq!(ask(&window, "workspace_current", json!({})), Ok(Value::Null));
    let refused = ask(&window, "event_list", json!({ "offset": 0, "limit": 10 })).unwrap_err();
    assert_eq!(refused, json!({ "code": "no_workspace", "details": {} }));
}

#[test]
fn every_command_is_granted_by_name_and_nothing_else_is() {
    let file = include_str!("../src-tauri/capabilities/main.json");
    let capability: Value = serde_json::from_str(file).unwrap();
    let mut granted: Vec<&str> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    granted.sort_unstable();
    let mut needed: Vec<String> = kumppani::COMMANDS
        .iter()
        .map(|command| format!("allow-{}", command.replace('_', "-")))
        .collect();
    needed.extend(["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()]);
    needed.sort_unstable();
    assert_eq!(granted, needed);
    assert_eq!(capability["windows"], json!(["main"]));
}

#[test]
fn what_is_registered_is_what_permissions_are_made_of() {
    let bindings = include_str!("../ui/src/ipc/bindings.ts");
    for command in kumppani::COMMANDS {
        assert!(bindings.contains(&format!("\"{command}\"")), "{command} is not registered");
    }
}
