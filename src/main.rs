//! Stub of the program.
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let read = |path: &str| -> anyhow::Result<travaux::Round> {
        let document =
            travaux::read(&std::fs::read(path)?, path, &travaux::ReadOptions::default())?;
        Ok(travaux::parse(&document, &travaux::ParseOptions::default()))
    };
    let out = match args[1].as_str() {
        "show" => travaux::report::json::round(&read(&args[2])?),
        _ => {
            let (old, new) = (read(&args[2])?, read(&args[3])?);
            let rounds = travaux::Sides::new(&old, &new);
            let alignment = travaux::align(rounds, &travaux::AlignOptions::default());
            travaux::report::json::change_log(&travaux::classify(
                rounds,
                &alignment,
                &travaux::ClassifyOptions::default(),
            ))
        }
    };
    use std::io::Write;
    writeln!(std::io::stdout(), "{out}")?;
    Ok(())
}
