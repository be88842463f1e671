//! Results in the two file formats that others build on.
use crate::change::{Change, ChangeLog, Placed};
use crate::round::Round;
use serde_json::{Value, json};

/// Returns a round as Round JSON.
#[must_use]
pub fn round(round: &Round) -> String {
    let sections: Vec<Value> = round
        .sections()
        .iter()
        .map(|s| json!({"title": s.title, "statements": round.statements()[s.statements.clone()].iter().map(|s| json!({"id": s.id, "text": &*s.text})).collect::<Vec<_>>()}))
        .collect();
    json!({"format": "travaux-round", "version": 1, "title": round.head().title, "date": round.head().date.map(|d| d.to_string()), "sections": sections}).to_string()
}

/// Returns a change log as JSON.
#[must_use]
pub fn change_log(log: &ChangeLog) -> String {
    let placed = |p: &Placed| json!({"id": p.statement.id, "text": &*p.statement.text});
    let change = |c: &Change| {
        let id = |side: &[Placed], index| {
            side.iter().find(|p| p.index == index).map(|p| p.statement.id.clone())
        };
        json!({"kind": c.kind.name(), "moved": c.moved, "old": c.old.iter().map(placed).collect::<Vec<_>>(),
            "new": c.new.iter().map(placed).collect::<Vec<_>>(),
            "links": c.links.iter().map(|l| json!({"old": id(&c.old, l.old), "new": id(&c.new, l.new), "likeness": l.likeness})).collect::<Vec<_>>(),
            "shift": c.shift.as_ref().map(|s| json!({"direction": s.direction.name(), "evidence": s.evidence.iter().map(ToString::to_string).collect::<Vec<_>>()}))})
    };
    json!({"format": "travaux-changelog", "version": 1, "changes": log.changes().iter().map(change).collect::<Vec<_>>()}).to_string()
}
