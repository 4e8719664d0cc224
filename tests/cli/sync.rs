//! Several devices and one folder: whatever the order in which they meet, all know the same.

use std::fs;

use crate::sandbox::{CAPITALS, Sandbox};

/// Two devices of one learner, as two homes, and the folder they share.
struct Devices {
    place: Sandbox,
}

impl Devices {
    fn new() -> Devices {
        let place = Sandbox::new().file("capitals.yaml", CAPITALS);
        for name in ["a", "b", "c", "shared"] {
            fs::create_dir(place.path(name)).unwrap();
        }
        Devices { place }
    }

    fn run(&self, device: &str, now: &str, args: &[&str], input: &str) -> String {
        use std::io::Write;
        let mut command = self.place.command(args);
        command.env("QUIZDECK_HOME", self.place.path(device)).env("QUIZDECK_NOW", now);
        let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
        let _early_end = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {err}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn answers(&self, device: &str, now: &str, text: &str) {
        self.run(device, now, &["quiz", "--plain", "--limit", "1", "capitals.yaml"], text);
    }

    fn sync(&self, device: &str) -> String {
        self.run(device, MORNING, &["sync", "shared"], "")
    }

    fn reviews(&self, device: &str) -> (u64, u64) {
        let stats = self.run(device, MORNING, &["stats", "--json", "capitals.yaml"], "");
        let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
        (stats["reviews"].as_u64().unwrap(), stats["revoked"].as_u64().unwrap())
    }

    /// The log of a device as it is exported, in its order.
    fn log(&self, device: &str) -> String {
        self.run(device, MORNING, &["export", "--to", "log"], "")
    }
}

const MORNING: &str = "2026-11-23T10:00:00+01:00";
/// The clocks of two devices may be hours apart.
const AHEAD: &str = "2026-11-23T17:00:00+01:00";

#[test]
fn devices_that_meet_in_any_order_know_the_same() {
    let devices = Devices::new();
    devices.answers("a", MORNING, "Paris\n");
    devices.answers("b", AHEAD, "London\n");
    devices.answers("c", MORNING, "Lyon\n");
    for device in ["a", "b", "c", "b", "a", "c", "a"] {
        devices.sync(device);
    }
    assert_eq!(devices.reviews("a"), (3, 0));
    assert_eq!(devices.log("a"), devices.log("b"));
    assert_eq!(devices.log("a"), devices.log("c"));
    assert!(
        devices.sync("a").contains("took over 0 events from other devices, handed on 0 events")
    );
}

#[test]
fn an_answer_may_be_taken_back_on_another_device_s_log_later() {
    let devices = Devices::new();
    devices.answers("a", MORNING, "Paris\n");
    devices.sync("a");
    devices.sync("b");
    devices.run("a", MORNING, &["undo"], "");
    devices.answers("b", AHEAD, "Tokyo\n");
    for device in ["a", "b", "a"] {
        devices.sync(device);
    }
    assert_eq!(devices.reviews("a"), (1, 1));
    assert_eq!(devices.reviews("b"), (1, 1));
}

#[test]
fn half_written_files_conflict_copies_and_strangers_are_survived() {
    let devices = Devices::new();
    devices.answers("a", MORNING, "Paris\n");
    devices.sync("a");
    let shared = devices.place.path("shared");
    let own = fs::read_dir(&shared).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&own).unwrap();
    let name = own.file_name().unwrap().to_string_lossy().into_owned();
    fs::write(shared.join(name.replace(".jsonl", " (conflicted copy).jsonl")), &text).unwrap();
    fs::write(shared.join("notes.txt"), "not a log").unwrap();
    // The file of another device, cut off in its second line.
    let half = text.lines().next_back().unwrap();
    fs::write(shared.join("default.other.quizdeck-log.jsonl"), format!("{text}{}", &half[..20]))
        .unwrap();
    devices.sync("b");
    assert_eq!(devices.reviews("b"), (1, 0));
    // One's own file, cut off: what is missing is written again on a line of its own.
    fs::write(&own, &text[..text.len() - 30]).unwrap();
    devices.sync("a");
    fs::remove_dir_all(devices.place.path("b")).unwrap();
    fs::remove_file(shared.join(name.replace(".jsonl", " (conflicted copy).jsonl"))).unwrap();
    fs::remove_file(shared.join("default.other.quizdeck-log.jsonl")).unwrap();
    devices.sync("b");
    assert_eq!(devices.reviews("b"), (1, 0));
}

#[test]
fn a_lost_log_comes_back_from_the_folder() {
    let devices = Devices::new();
    devices.answers("a", MORNING, "Paris\n");
    devices.sync("a");
    fs::remove_dir_all(devices.place.path("a")).unwrap();
    devices.sync("a");
    assert_eq!(devices.reviews("a"), (1, 0));
}

#[test]
fn lines_of_a_newer_program_are_told_and_left_alone() {
    let devices = Devices::new();
    let line = r#"{"id":"x-1","device":"n","hlc":{"ms":1,"n":0},"moment":{"at":1,"offset":0,"day":0},"event":{"type":"telepathy"}}"#;
    let file = devices.place.path("shared/default.n.quizdeck-log.jsonl");
    fs::write(&file, format!("{line}\n")).unwrap();
    assert!(devices.sync("a").contains("1 line of "));
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{line}\n"));
}

#[test]
fn a_folder_that_is_none_is_told() {
    let place = Sandbox::new();
    assert!(place.run(&["sync", "nowhere"]).fails(2).err.contains("is no folder"));
}
