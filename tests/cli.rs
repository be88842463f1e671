//! The program as its users meet it: every flag, exit code and bad input.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Cases that read as a session at the terminal. A person accepts their output, never the test itself.
#[test]
fn sessions_go_as_written_down() {
    trycmd::TestCases::new()
        .env("COLUMNS", "80")
        .env("NO_COLOR", "")
        .env("CLICOLOR_FORCE", "0")
        .case("tests/cmd/*.trycmd")
        .case("README.md")
        .case("docs/tour.md");
}

/// A folder to run the program in, and the files in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.path().join(name), content).unwrap();
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "PAGER", "TRAVAUX_PAGER"]
        {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    fn run_on(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let piped = Stdio::piped;
        let mut child =
            self.command(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
        // The program may have seen enough before all is written.
        let _seen_enough = child.stdin.take().unwrap().write_all(input);
        Ran::of(child.wait_with_output().unwrap())
    }
}

/// What a run left behind.
#[derive(Debug)]
#[must_use = "a run that nobody looks at tests nothing"]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Checks that the run was refused with one line that says `why`, and wrote nothing else.
    #[track_caller]
    fn refused(&self, why: &str) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(self.out, "", "nothing half-written");
        assert!(self.err.starts_with("travaux: ") && self.err.ends_with('\n'), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        assert!(self.err.contains(why), "{self:?}");
    }

    /// Checks that the run went well and returns what it wrote.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }
}

const OLD: &str =
    "# Dialogue\n\n## Trade\n\nWe welcome the review of tariffs.\n\nBoth sides met in spring.\n";
const NEW: &str =
    "# Dialogue\n\n## Trade\n\nWe welcome the review of tariffs.\n\nOcean fisheries need care.\n";

fn desk() -> Desk {
    Desk::new().with("old.md", OLD).with("new.md", NEW)
}

mod exit_codes {
    use super::*;

    #[test]
    fn changes_are_no_trouble_unless_asked_for() {
        assert!(desk().run(&["diff", "old.md", "new.md"]).done().contains("1 added"));
        assert_eq!(desk().run(&["diff", "--exit-code", "old.md", "new.md"]).code, Some(1));
        assert_eq!(
            desk().run(&["diff", "--exit-code", "--format", "json", "old.md", "new.md"]).code,
            Some(1)
        );
    }

    #[test]
    fn the_same_path_twice_is_all_unchanged() {
        let out = desk().run(&["diff", "--exit-code", "old.md", "old.md"]).done();
        assert!(out.contains("No changes: 2 statements as before."), "{out}");
    }

    #[test]
    fn only_the_changes_that_are_shown_count() {
        let code =
            |only| desk().run(&["diff", "--exit-code", "--only", only, "old.md", "new.md"]).code;
        assert_eq!(
            [code("dropped"), code("moved"), code("moved,added")],
            [Some(1), Some(0), Some(1)]
        );
        let code = |title| {
            desk().run(&["diff", "--exit-code", "--section", title, "old.md", "new.md"]).code
        };
        assert_eq!([code("TRADE"), code("peace")], [Some(1), Some(0)]);
    }

    #[test]
    fn a_mistyped_command_line_is_refused_on_one_line() {
        desk()
            .run(&["diff", "--fromat", "json", "old.md", "new.md"])
            .refused("a similar argument exists: '--format'");
        desk().run(&["diff", "old.md"]).refused("required arguments were not provided: <NEW>");
        desk()
            .run(&["diff", "--only", "bettered", "old.md", "new.md"])
            .refused("[possible values: added,");
        desk().run(&["diff", "--width", "7", "old.md", "new.md"]).refused("7 is not in 20..");
        desk()
            .run(&["show", "--max-bytes", "much", "old.md"])
            .refused("a size is a number and K, M or G");
        desk().run(&[]).refused("no command given");
    }

    #[test]
    fn a_whole_change_log_cannot_be_filtered() {
        for flag in
            [&["--only", "added"][..], &["--section", "x"], &["--view", "stat"], &["--unchanged"]]
        {
            let arguments = [&["diff", "--format", "json", "old.md", "new.md"][..], flag].concat();
            desk().run(&arguments).refused("a change log in JSON or CSV is always whole");
        }
    }
}

mod bad_input {
    use super::*;

    #[test]
    fn a_missing_file_is_named() {
        desk().run(&["diff", "old.md", "gone.md"]).refused("gone.md: No such file or directory");
        desk().run(&["show", "gone.md"]).refused("gone.md: No such file or directory");
    }

    #[test]
    fn a_directory_is_no_document() {
        desk().run(&["show", "."]).refused("irectory");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_may_not_be_read_is_named() {
        use std::os::unix::fs::PermissionsExt;
        let desk = desk();
        let path = desk.path().join("old.md");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&path).is_ok() {
            writeln!(std::io::stderr(), "SKIPPED: this user may read every file").unwrap();
            return;
        }
        desk.run(&["show", "old.md"]).refused("old.md: Permission denied");
    }

    #[test]
    fn an_empty_or_blank_file_holds_no_statement() {
        for blank in ["", " \n\t\r\n", "\u{feff}\n"] {
            Desk::new()
                .with("blank.txt", blank)
                .run(&["show", "blank.txt"])
                .refused("blank.txt holds no statement");
        }
    }

    #[test]
    fn a_document_of_headings_alone_holds_no_statement() {
        let desk = desk().with("bare.md", "# Dialogue\n\n## Trade\n");
        desk.run(&["diff", "old.md", "bare.md"]).refused("bare.md holds no statement");
    }

    #[test]
    fn a_round_without_statements_holds_none() {
        let bare = r#"{"format": "travaux-round", "version": 1, "sections": []}"#;
        Desk::new()
            .with("bare.json", bare)
            .run(&["show", "bare.json"])
            .refused("bare.json holds no statement");
    }

    #[test]
    fn a_binary_file_is_not_text() {
        let image = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
        Desk::new().with("scan.md", image).run(&["show", "scan.md"]).refused("scan.md");
        Desk::new().with("zeros.txt", [0; 4096]).run(&["show", "zeros.txt"]).refused("zeros.txt");
    }

    #[test]
    fn a_broken_encoding_is_refused() {
        let broken =
            [b"\xef\xbb\xbfWe welcome ".as_slice(), b"\xff\xfe\xc3 the review of tariffs.\n"]
                .concat();
        Desk::new().with("broken.txt", broken).run(&["show", "broken.txt"]).refused("broken.txt");
    }

    #[test]
    fn a_bad_round_is_refused_with_its_place() {
        let refused = |json: &str, why| {
            Desk::new().with("r.json", json).run(&["show", "r.json"]).refused(why);
        };
        let round = |rest: &str| {
            format!(r#"{{"format": "travaux-round", "version": 1, "sections": [{rest}"#)
        };
        refused(&round("\n{"), "r.json:2:1 is not valid Round JSON: EOF while parsing an object");
        refused(&round(r#"], "colour": "red"}"#), "unknown field `colour`");
        refused(
            &round("]}").replace(": 1", ": 9"),
            "its version is 9; this travaux reads version 1",
        );
        refused(&round("]}").replace("-round", "-map"), "its format is \"travaux-map\"");
        let twins =
            r#"{"statements": [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]}]}"#;
        refused(&round(twins), "sections[0].statements[1] has the id \"a\"");
    }

    #[test]
    fn standard_input_is_read_only_once() {
        desk()
            .run_on(&["diff", "-", "-"], OLD.as_bytes())
            .refused("standard input can be read only once");
    }

    #[test]
    fn what_exceeds_the_limit_is_refused() {
        let limit = OLD.len().to_string();
        assert!(desk().run(&["show", "--max-bytes", &limit, "old.md"]).done().contains("tariffs"));
        let less = (OLD.len() - 1).to_string();
        let why = format!("old.md is larger than the limit of {less} bytes");
        desk().run(&["show", "--max-bytes", &less, "old.md"]).refused(&why);
        let why = "standard input is larger than the limit of 1024 bytes";
        desk().run_on(&["show", "--max-bytes", "1K", "-"], &[b'a'; 1 << 20]).refused(why);
    }

    #[cfg(unix)]
    #[test]
    fn an_endless_input_is_refused_and_not_waited_for() {
        desk()
            .run(&["show", "--max-bytes", "1M", "/dev/zero"])
            .refused("/dev/zero is larger than the limit");
    }

    #[test]
    fn deeply_nested_html_is_read_like_any_other() {
        let deep = "<div>".repeat(100_000) + "<p>We welcome the review of tariffs.</p>";
        let out = Desk::new().with("deep.html", deep).run(&["show", "deep.html"]).done();
        assert!(out.contains("We welcome the review of tariffs."), "{out}");
    }

    #[test]
    fn a_line_of_ten_megabytes_is_read_like_any_other() {
        let line = "We welcome ".to_owned() + &"peace and trade and ".repeat(1 << 19) + "rest.";
        let desk = Desk::new().with("long.txt", line);
        let out = desk.run(&["show", "long.txt"]).done();
        assert!(out.contains("1 statement in 1 section") && out.len() > 10 << 20, "{}", out.len());
    }

    #[test]
    fn a_document_cannot_reach_the_terminal() {
        let evil =
            "# A\u{1b}]0;title\u{7}\n\nWe \u{1b}[2Jact \u{9b}31m on \u{202e}trade\u{2066}.\n";
        let desk = Desk::new().with("evil.md", evil).with("old.md", OLD);
        for arguments in [
            &["show", "evil.md"][..],
            &["show", "--notices", "evil.md"],
            &["diff", "old.md", "evil.md"],
            &["diff", "--view", "side-by-side", "old.md", "evil.md"],
            &["diff", "--view", "stat", "evil.md", "old.md"],
        ] {
            let out = desk.run(arguments).done();
            let raw = |c: char| {
                (c.is_control() && c != '\n')
                    || ('\u{202a}'..='\u{202e}').contains(&c)
                    || c == '\u{2066}'
            };
            assert!(!out.contains(raw), "{arguments:?}: {out:?}");
        }
        assert!(desk.run(&["show", "evil.md"]).done().contains(r"\u{1b}[2Jact"));
    }

    #[test]
    fn a_file_name_cannot_reach_the_terminal() {
        desk().run(&["show", "gone\u{1b}[2J\naway.md"]).refused(r"gone\u{1b}[2J\u{a}away.md");
        desk().run(&["--a\u{202e}b"]).refused(r"--a\u{202e}b");
    }
}

mod reading {
    use super::*;

    #[test]
    fn a_dash_is_standard_input() {
        let out = desk().run_on(&["diff", "-", "new.md"], OLD.as_bytes()).done();
        assert!(out.contains("standard input") && out.contains("1 dropped"), "{out}");
    }

    #[test]
    fn the_format_can_be_told() {
        let desk = Desk::new().with("page.txt", "<p>We welcome the review.</p>");
        assert!(
            desk.run(&["show", "--input-format", "html", "page.txt"])
                .done()
                .contains("  We welcome the review.\n")
        );
        assert!(desk.run(&["show", "--input-format", "text", "page.txt"]).done().contains("<p>"));
        desk.run(&["show", "--input-format", "json", "page.txt"])
            .refused("page.txt:1:1 is not valid Round JSON");
    }

    #[test]
    fn a_story_tells_a_lead_in_that_changed_also_where_its_beginning_is_left_out() {
        let round = |day: &str, stem: &str| {
            format!(
                "# Lake Forum\n\n{day}\n\n{stem}:\n\n- will mend the piers;\n- will count herons.\n"
            )
        };
        let desk = Desk::new()
            .with("a.md", round("5 April 2021", "The parties"))
            .with("b.md", round("4 April 2022", "The parties"))
            .with("c.md", round("3 April 2023", "Both sides"));
        for since in ["2021", "2023"] {
            let track = ["track", "--grep", "piers", "--since", since, "a.md", "b.md", "c.md"];
            let out = desk.run(&track).done();
            assert_eq!(out.matches("was under “The parties:”").count(), 1, "{out}");
            assert!(!out.contains("had no lead-in"), "{out}");
        }
    }

    /// Tracks four rounds: an opening is put before another matter, and a wording comes back that was not the last.
    fn track_doubts(more: &[&str]) -> String {
        let opening =
            "To keep the ferries of the northern bay safe in every storm of winter, both sides";
        let dredge = format!("{opening} agreed to dredge the eastern channel at Lund.");
        let double = format!("{opening} decided to double harbour fees for foreign yachts.");
        let lower = "Both sides will lower the dues for small boats by half before spring.";
        let study = "Both sides study the dues for small boats, and report in autumn.";
        let round = |day: &str, paragraphs: &[&str]| {
            let paragraphs = [paragraphs, &["Herons nest.", "Eels swim."]].concat();
            format!("# Lake Forum\n\n{day}\n\n{}\n", paragraphs.join("\n\n"))
        };
        let desk = Desk::new()
            .with("a.md", round("5 April 2021", &[&dredge, lower]))
            .with("b.md", round("4 April 2022", &[&double, study]))
            .with("c.md", round("3 April 2023", &[]))
            .with("d.md", round("3 April 2024", &[lower]));
        desk.run(&[&["track", "a.md", "b.md", "c.md", "d.md"], more].concat()).done()
    }

    #[test]
    fn a_story_says_what_it_perhaps_continues_and_which_wording_it_takes_up() {
        let story = track_doubts(&["--grep", "ferries"]);
        let id = |after: &str| story.split_once(after).expect(after).1[..6].to_owned();
        let (old, new) = (id("== thread "), id("perhaps goes on in thread "));
        let dropped = format!("?  2022-04-04, dropped, perhaps goes on in thread {new}\n");
        let introduced = format!("?  2022-04-04, introduced, perhaps continues thread {old}, ");
        assert!(story.contains(&dropped) && story.contains(&introduced), "{story}");
        let unwrapped = |story: &str| story.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = unwrapped(&story);
        assert!(words.contains("{+decided to double harbour fees for foreign yachts+}"), "{story}");

        let story = track_doubts(&["--grep", "dues"]);
        let back = "returned, after 1 round without it, taking up the wording of 2021-04-05";
        assert!(unwrapped(&story).contains(back), "{story}");
    }

    #[test]
    fn files_of_a_series_tell_both_ends_of_a_doubt_and_the_wording_taken_up() {
        let table = track_doubts(&["--format", "csv"]);
        let row = |event: &str| {
            let rows = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
            let mut told = rows.filter(|cells| (cells[5], cells[12]) == (event, "no"));
            told.next().unwrap_or_else(|| panic!("{table}"))
        };
        let (old, new) = (row("dropped"), row("introduced"));
        assert_eq!([old[6], new[1], new[6]], [new[0], old[0], old[0]], "{table}");

        let file: serde_json::Value =
            serde_json::from_str(&track_doubts(&["--format", "json"])).unwrap();
        let threads = file["threads"].as_array().unwrap();
        let stages = |id: &str| threads.iter().find(|t| t["id"] == id).unwrap()["stages"].clone();
        assert_eq!(stages(old[0])[1]["of"], *new[0]);
        assert_eq!(stages(old[0])[1]["sure"], false);
        assert_eq!(stages(new[0])[0]["of"], *old[0]);
        let taken_up: Vec<_> =
            threads.iter().filter_map(|t| t["stages"][3].get("takes_up")).collect();
        assert_eq!(taken_up, [0]);
    }

    #[test]
    fn a_lexicon_adds_words_and_a_bad_one_is_refused_with_its_place() {
        let lexicon = "[reading]\nabbreviations = [\"dlg\"]\n";
        let desk = desk()
            .with("en.toml", lexicon)
            .with("bad.toml", format!("{lexicon}colour = 1\n"))
            .with("latin.toml", b"# caf\xe9")
            .with("dlg.md", "We met in the Dlg. Hall of the city.\n");
        assert!(
            desk.run(&["show", "--lexicon", "en.toml", "dlg.md"]).done().contains("1 statement in")
        );
        desk.run(&["show", "--lexicon", "bad.toml", "dlg.md"])
            .refused("bad.toml:3:1 is not valid lexicon TOML: ");
        desk.run(&["show", "--lexicon", "latin.toml", "dlg.md"]).refused("latin.toml is not UTF-8");
        desk.run(&["diff", "--lexicon", "gone.toml", "old.md", "new.md"]).refused("gone.toml");
        desk.run_on(&["show", "--lexicon", "-", "-"], b"")
            .refused("standard input can be read only once");
    }

    #[test]
    fn what_show_writes_every_command_reads() {
        let desk = desk();
        assert_eq!(desk.run(&["show", "--format", "json", "-o", "old.json", "old.md"]).done(), "");
        let out = desk.run(&["diff", "old.json", "old.md"]).done();
        assert!(out.contains("No changes: 2 statements as before."), "{out}");
    }
}

mod writing {
    use super::*;

    #[test]
    fn a_file_is_written_whole() {
        let desk = desk().with("report.txt", "an older report");
        let out = desk.run(&["diff", "old.md", "new.md"]).done();
        assert_eq!(desk.run(&["diff", "-o", "report.txt", "old.md", "new.md"]).done(), "");
        assert_eq!(desk.read("report.txt"), out);
        assert_eq!(desk.names(), ["new.md", "old.md", "report.txt"]);
    }

    #[test]
    fn a_failed_run_leaves_the_older_file_alone() {
        let desk = desk().with("report.txt", "an older report");
        desk.run(&["diff", "-o", "report.txt", "old.md", "gone.md"]).refused("gone.md");
        assert_eq!(desk.read("report.txt"), "an older report");
    }

    #[test]
    fn a_place_where_nothing_can_be_written_is_named() {
        desk()
            .run(&["show", "-o", "no/such/folder.txt", "old.md"])
            .refused("cannot write no/such/folder.txt: ");
        desk().run(&["show", "-o", ".", "old.md"]).refused("cannot write .: it is a directory");
    }

    #[test]
    fn an_input_can_be_replaced_by_its_own_report() {
        let desk = desk();
        assert_eq!(desk.run(&["show", "-o", "old.md", "old.md"]).done(), "");
        assert!(desk.read("old.md").contains("2 statements in 1 section"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_rights_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let desk = desk().with("target.txt", "an older report");
        fs::set_permissions(desk.path().join("target.txt"), fs::Permissions::from_mode(0o640))
            .unwrap();
        symlink("target.txt", desk.path().join("link.txt")).unwrap();
        assert_eq!(desk.run(&["show", "-o", "link.txt", "old.md"]).done(), "");
        assert!(desk.path().join("link.txt").is_symlink());
        assert!(desk.read("target.txt").contains("tariffs"));
        let mode = fs::metadata(desk.path().join("target.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_reader_who_leaves_early_is_no_trouble() {
        let long = (0..20_000)
            .map(|n| format!("Statement {n} welcomes the review of tariffs.\n\n"))
            .collect::<String>();
        let desk = Desk::new().with("long.txt", long);
        let mut child = desk
            .command(&["show", "long.txt"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_trouble() {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Ran::of(desk().command(&["show", "old.md"]).stdout(full).output().unwrap());
        ran.refused("cannot write to standard output: No space left on device");
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        for width in ["20", "41", "60", "100"] {
            for view in ["inline", "side-by-side", "stat"] {
                let out = desk()
                    .run(&["diff", "--width", width, "--view", view, "old.md", "new.md"])
                    .done();
                let widest = out.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(widest <= width.parse().unwrap(), "{view}: {widest} > {width}\n{out}");
            }
        }
    }

    #[test]
    fn a_pipe_is_as_wide_as_columns_says() {
        let out = |columns| {
            Ran::of(desk().command(&["show", "old.md"]).env("COLUMNS", columns).output().unwrap())
                .done()
        };
        assert!(out("23").contains("We welcome the\n"));
        assert!(out("200").contains("We welcome the review of tariffs.\n"));
    }
}

mod colors {
    use super::*;

    fn is_colored(flags: &[&str], variables: &[(&str, &str)]) -> bool {
        let arguments = [&["diff", "old.md", "new.md"][..], flags].concat();
        let mut command = desk().command(&arguments);
        let desk = desk();
        let output =
            command.current_dir(desk.path()).envs(variables.iter().copied()).output().unwrap();
        Ran::of(output).done().contains("\u{1b}[")
    }

    #[test]
    fn a_pipe_gets_colors_only_if_told_to() {
        assert!(!is_colored(&[], &[]));
        assert!(is_colored(&["--color", "always"], &[]));
        assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    }

    #[test]
    fn flags_outweigh_variables_and_no_outweighs_yes() {
        assert!(!is_colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
        assert!(is_colored(&["--color", "always"], &[("NO_COLOR", "1")]));
        assert!(!is_colored(&[], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
    }

    #[test]
    fn without_colors_edits_bear_marks_and_with_them_none() {
        let desk = desk()
            .with("a.md", "We welcome the review of tariffs and quotas.\n")
            .with("b.md", "We welcome the full review of tariffs and quotas.\n");
        let plain = desk.run(&["diff", "a.md", "b.md"]).done();
        let colored = desk.run(&["diff", "--color", "always", "a.md", "b.md"]).done();
        assert!(plain.contains("{+") && !colored.contains("{+"), "{plain}{colored}");
    }
}
