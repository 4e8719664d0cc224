//! What an editor makes of decks with our schema, by the YAML server that editors run (npm
//! `yaml-language-server`), named by `QUIZDECK_YAML_SERVER`; without it these tests say so and see nothing.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::disallowed_methods, reason = "a test may look for its tools")]
#![allow(clippy::print_stderr, reason = "a test tells why it sees nothing")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

const MODELINE: &str = "# yaml-language-server: $schema=./deck.schema.json\n";

/// The server as a child process, and the folder its files are in.
struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    folder: tempfile::TempDir,
    n_requests: u64,
}

impl Server {
    fn start() -> Option<Server> {
        let Some(server) = std::env::var_os("QUIZDECK_YAML_SERVER") else {
            eprintln!("skipped: QUIZDECK_YAML_SERVER names no yaml-language-server");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deck.schema.json");
        fs::copy(schema, folder.path().join("deck.schema.json")).unwrap();
        let mut child = Command::new(server)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut server = Server { child, stdin, stdout, folder, n_requests: 0 };
        let root = server.uri("");
        server.ask("initialize", &json!({"processId": null, "rootUri": root, "capabilities": {
            "workspace": {"configuration": true},
            "textDocument": {"completion": {"completionItem": {"snippetSupport": true}}, "hover": {}},
        }}));
        server.send(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
        Some(server)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.folder.path().to_string_lossy())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    /// The next message; what the server asks of its editor is answered on the way.
    fn next(&mut self) -> Value {
        loop {
            let mut len = 0;
            loop {
                let mut line = String::new();
                assert!(self.stdout.read_line(&mut line).unwrap() > 0, "the server is gone");
                if let Some(number) = line.strip_prefix("Content-Length: ") {
                    len = number.trim().parse().unwrap();
                }
                if line == "\r\n" {
                    break;
                }
            }
            let mut body = vec![0; len];
            self.stdout.read_exact(&mut body).unwrap();
            let message: Value = serde_json::from_slice(&body).unwrap();
            if message.get("method").is_none() || message.get("id").is_none() {
                return message;
            }
            let result = match message["method"].as_str() {
                Some("workspace/configuration") => {
                    let n = message["params"]["items"].as_array().unwrap().len();
                    let settings = json!({"validate": true, "completion": true, "hover": true,
                        "schemaStore": {"enable": false}});
                    json!(vec![settings; n])
                }
                _ => Value::Null,
            };
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": result}));
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.n_requests += 1;
        let id = self.n_requests;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.next();
            if message["id"] == id {
                return message["result"].clone();
            }
        }
    }

    /// Opens a deck; what is flagged in it, by line of the deck from 1.
    fn open(&mut self, name: &str, deck: &str) -> Vec<(u64, String)> {
        let text = format!("{MODELINE}{deck}");
        fs::write(self.folder.path().join(name), &text).unwrap();
        let uri = self.uri(name);
        self.send(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}}));
        loop {
            let message = self.next();
            let is_it = message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"].as_str().is_some_and(|it| it.ends_with(name));
            if is_it {
                let found = message["params"]["diagnostics"].as_array().unwrap();
                // The modeline is line 0.
                let line = |it: &Value| it["range"]["start"]["line"].as_u64().unwrap();
                return found.iter().map(|it| (line(it), it["message"].to_string())).collect();
            }
        }
    }

    /// A request about a place in an open deck.
    fn at(&mut self, method: &str, name: &str, line: u64, character: u64) -> Value {
        let uri = self.uri(name);
        self.ask(
            method,
            &json!({"textDocument": {"uri": uri},
            "position": {"line": line, "character": character}}),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The test is over; what became of the server does not matter.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn the_decks_that_ship_are_without_a_flag() {
    let Some(mut server) = Server::start() else { return };
    let decks = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    let mut n_decks = 0;
    for file in fs::read_dir(decks).unwrap().map(|it| it.unwrap().path()) {
        if file.extension().is_some_and(|it| it == "yaml") {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let flagged = server.open(&name, &fs::read_to_string(&file).unwrap());
            assert_eq!(flagged, [], "{name}");
            n_decks += 1;
        }
    }
    assert!(n_decks >= 3);
}

#[test]
fn faults_are_flagged_at_their_lines() {
    let Some(mut server) = Server::start() else { return };
    let mut n = 0;
    let mut flagged = |deck: &str| -> Vec<u64> {
        n += 1;
        let found = server.open(&format!("f{n}.yaml"), deck);
        let mut lines: Vec<u64> = found.into_iter().map(|it| it.0).collect();
        lines.dedup();
        lines
    };
    assert_eq!(flagged("cards:\n  - question: Q?\n    anwser: A\n"), [3]);
    assert_eq!(flagged("cards:\n  - question: Q?\n    answer: A\n    points: -1\n"), [4]);
    assert_eq!(flagged("cards:\n  - question: Q?\n    order: [one]\n"), [3]);
    assert_eq!(flagged("settings:\n  retention: 2\ncards:\n  - {front: a, back: b}\n"), [2]);
    assert_eq!(flagged("cards:\n  - statement: S.\n    answer: yes\n    kind: truth\n"), [4]);
}

#[test]
fn keys_are_offered_and_explained() {
    let Some(mut server) = Server::start() else { return };
    let deck = "cards:\n  - question: Q?\n    answer: A\n    \n";
    server.open("c.yaml", deck);
    let offered = server.at("textDocument/completion", "c.yaml", 4, 4);
    let items = offered["items"].as_array().cloned().unwrap_or_default();
    let has = |label: &str| items.iter().any(|it| it["label"] == label);
    for key in ["hint", "explanation", "accept", "tags"] {
        assert!(has(key), "{key} in {items:?}");
    }
    let shown = server.at("textDocument/hover", "c.yaml", 2, 6);
    assert!(shown.to_string().contains("What is asked."), "{shown}");
    server.open("s.yaml", "cards:\n  - \n");
    let offered = server.at("textDocument/completion", "s.yaml", 2, 4);
    let items = offered["items"].as_array().cloned().unwrap_or_default();
    assert!(items.iter().any(|it| it["label"] == "flashcard"), "{items:?}");
}
