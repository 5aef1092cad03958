//! What joining people needs of each profile, in its stored form.

use super::codec::{Decoder, Encoder, framed};
use crate::model::{Affiliation, Identity, Marks, Owner};
use crate::people::Joined;

/// The record of a person, as the log has it; what the only profile says
/// need not be written again.
pub(super) fn encode_person(person: &Joined) -> Vec<u8> {
    let Joined { id, profiles, owner } = person;
    let mut out = Encoder::default();
    out.text(id).number(profiles.len() as u64);
    for &profile in profiles {
        out.number(u64::from(profile));
    }
    if profiles.len() == 1 {
        out.number(u64::from(owner.is_none()));
    }
    if let Some(owner) = owner {
        encode_owner(&mut out, owner);
    }
    framed(&out.finish())
}

/// The record of one profile's identity, as the log has it; its path is
/// mostly the end of the path of its file.
pub(super) fn encode_identity(identity: &Identity, file: &str) -> Vec<u8> {
    let Identity { id, owner, path, works, coauthors, common_author, marks } =
        identity;
    let mut out = Encoder::default();
    encode_owner(&mut out, owner);
    match file.strip_suffix(path.as_str()) {
        Some(root) => out.number(root.len() as u64 + 1),
        None => out.number(0).text(path),
    };
    out.option(id.as_deref()).option(common_author.as_deref());
    for hashes in [works, coauthors] {
        out.number(hashes.len() as u64);
        // Sorted: steps are smaller numbers than hashes.
        let mut before = 0;
        for &hash in hashes {
            out.number(hash.wrapping_sub(before));
            before = hash;
        }
    }
    let Marks { same, apart, named, touched } = marks;
    // Nearly nobody has any.
    if *touched {
        out.number(u64::from(*named));
        for marks in [same, apart] {
            out.number(marks.len() as u64);
            for &mark in marks {
                out.number(mark);
            }
        }
    }
    framed(&out.finish())
}

/// Reads an identity back from its record and the path of its file; None
/// where that is none.
pub(super) fn decode_identity(record: &[u8], file: &str) -> Option<Identity> {
    let from = &mut Decoder::new(record);
    let owner = decode_owner(from);
    let path = match usize::try_from(from.number()).ok()?.checked_sub(1) {
        Some(root) => file.get(root..)?.to_owned(),
        None => from.text().to_owned(),
    };
    let id = from.option();
    let common_author = from.option();
    let mut hashes = || {
        let mut hashes = Vec::new();
        let mut before = 0_u64;
        for _ in 0..from.number() {
            if !from.is_whole() {
                break;
            }
            before = before.wrapping_add(from.number());
            hashes.push(before);
        }
        hashes
    };
    let (works, coauthors) = (hashes(), hashes());
    let mut marks = Marks::default();
    if !from.is_empty() {
        marks.touched = true;
        marks.named = from.number() == 1;
        for marks in [&mut marks.same, &mut marks.apart] {
            for _ in 0..from.number() {
                if !from.is_whole() {
                    break;
                }
                marks.push(from.number());
            }
        }
    }
    let whole = from.is_whole() && from.is_empty();
    whole.then_some(Identity {
        id,
        owner,
        path,
        works,
        coauthors,
        common_author,
        marks,
    })
}

/// Writes whom a document is about.
pub(super) fn encode_owner(out: &mut Encoder, owner: &Owner) {
    let Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
        tags,
        hide_contact,
    } = owner;
    out.option(name.as_deref()).number(u64::from(*name_inferred));
    out.option(orcid.as_deref());
    for texts in [name_variants, emails, homepages, titles, tags] {
        out.texts(texts.iter());
    }
    out.number(u64::from(*hide_contact));
    out.number(affiliations.len() as u64);
    for Affiliation { organization, department, current } in affiliations {
        out.text(organization).option(department.as_deref());
        out.number(u64::from(*current));
    }
}

/// Reads whom a document is about.
pub(super) fn decode_owner(from: &mut Decoder<'_>) -> Owner {
    let name = from.option();
    let name_inferred = from.number() == 1;
    let orcid = from.option();
    let name_variants = from.texts();
    let emails = from.texts();
    let homepages = from.texts();
    let titles = from.texts();
    let tags = from.texts();
    let hide_contact = from.number() == 1;
    let mut affiliations = Vec::new();
    for _ in 0..from.number() {
        if !from.is_whole() {
            break;
        }
        affiliations.push(Affiliation {
            organization: from.text().to_owned(),
            department: from.option(),
            current: from.number() == 1,
        });
    }
    Owner {
        name,
        name_variants,
        name_inferred,
        emails,
        orcid,
        homepages,
        titles,
        affiliations,
        tags,
        hide_contact,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_read_as_it_was_written() {
        let identity = Identity {
            id: Some("x".into()),
            owner: Owner {
                name: Some("Ada Bell".into()),
                emails: vec!["ada@example.org".into()],
                affiliations: vec![Affiliation {
                    organization: "Example University".into(),
                    department: None,
                    current: true,
                }],
                ..Owner::default()
            },
            path: "a.md".into(),
            works: vec![1, u64::MAX],
            coauthors: vec![3],
            common_author: None,
            marks: Marks {
                same: vec![7],
                apart: vec![u64::MAX, 8],
                named: true,
                touched: true,
            },
        };
        for file in ["corpus/a.md", "a.md", "elsewhere"] {
            let log = encode_identity(&identity, file);
            let record = Decoder::new(&log).bytes();
            let read = decode_identity(record, file);
            assert_eq!(read.as_ref(), Some(&identity), "{file}");
            let cut = &record[..record.len() - 1];
            assert_eq!(decode_identity(cut, file), None, "{file}");
        }
    }
}
