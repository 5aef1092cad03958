//! Which parts of a query ask for one publication.

use crate::search::field::Scope;
use crate::search::tree::{Kind, Node, Occur};

/// Whether a part asks for one publication: it names a field of one, outside
/// of `person(...)`, and not only to be without it.
pub(super) fn binds(node: &Node) -> bool {
    if let Kind::Group(clauses) = &node.kind
        && clauses.iter().all(|clause| clause.occur == Occur::Not)
    {
        return false;
    }
    // The branches of a choice are groups of their own.
    if matches!(node.kind, Kind::Any(_) | Kind::Person(_)) {
        return false;
    }
    let mut found = false;
    node.walk(false, &mut |part| {
        found |= match &part.kind {
            Kind::Years(_) => true,
            Kind::Field(field, _) => field.scope() == Scope::Publication,
            Kind::Everything
            | Kind::Group(_)
            | Kind::Any(_)
            | Kind::Person(_)
            | Kind::Term(_)
            | Kind::Has(_) => false,
        };
    });
    found
}
