//! What an index run tells about itself while it goes on.

use std::time::Duration;

use crate::model::{Profile, SkipReason};

/// Publications read less surely than this are doubtful: the lower one of
/// what is known of title and authors.
const DOUBTFUL: f32 = 0.5;

/// Is told how a run goes; many threads may call it at once.
pub trait Observer: Sync {
    /// Another process writes to the index; it is waited for.
    fn waiting(&self, _writer: Option<u32>) {}
    /// So many files of so many bytes are about to be read.
    fn begin(&self, _files: usize, _bytes: u64) {}
    /// A file is about to be read.
    fn reading(&self, _path: &str) {}
    /// A file was looked at.
    fn read(&self, _file: &Looked) {}
    /// All files are read; what they say is being written.
    fn writing(&self) {}
    /// Whether the run is to end early, with what was read.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// An observer that wants to know nothing.
impl Observer for () {}

/// How a file was read.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// Its path.
    pub path: String,
    /// Name of the format that read it; empty where none did.
    pub format: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// How long it took.
    pub time: Duration,
    /// Profiles in it.
    pub profiles: usize,
    /// Publications in them.
    pub publications: usize,
    /// Whether its content is as it was, so that it was not read.
    pub unchanged: bool,
    /// Whether its content stood elsewhere before, so that it was not read.
    pub moved: bool,
    /// Why it is left out.
    pub skipped: Option<SkipReason>,
    /// What may be amiss, in words.
    pub warnings: Vec<&'static str>,
}

impl Looked {
    /// Notes what was read.
    pub(super) fn note<'a>(
        &mut self,
        profiles: impl Iterator<Item = &'a Profile>,
    ) {
        let mut amiss = [false; WARNINGS.len()];
        for profile in profiles {
            self.profiles += 1;
            self.publications += profile.publications.len();
            for (amiss, (_, holds)) in amiss.iter_mut().zip(WARNINGS) {
                *amiss |= holds(profile);
            }
        }
        let rows = WARNINGS.iter().zip(amiss).filter(|(_, holds)| *holds);
        self.warnings = rows.map(|((warning, _), _)| *warning).collect();
    }
}

/// A warning, and whether it holds of a profile.
type Warning = (&'static str, fn(&Profile) -> bool);

const WARNINGS: [Warning; 4] = [
    ("no owner", |profile| profile.person.name.is_none()),
    ("owner inferred", |profile| profile.person.name_inferred),
    ("no publications", |profile| profile.publications.is_empty()),
    ("low confidence", is_doubtful),
];

/// Whether every third publication or more was read with little confidence.
fn is_doubtful(profile: &Profile) -> bool {
    let sure = profile.publications.iter().filter_map(|p| p.confidence);
    let doubtful =
        sure.filter(|[title, authors, ..]| title.min(*authors) < DOUBTFUL);
    let doubtful = doubtful.count();
    doubtful > 0 && doubtful * 3 >= profile.publications.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Publication;

    #[test]
    fn what_may_be_amiss_is_named() {
        let publication = |sure: f32| Publication {
            confidence: Some([sure, 0.9, 0.0, 0.0]),
            ..Publication::default()
        };
        let mut named = Profile::default();
        named.person.name = Some("Ada Bell".into());
        let with = |publications: Vec<Publication>| Profile {
            publications,
            ..named.clone()
        };
        for (profile, want) in [
            (Profile::default(), &["no owner", "no publications"][..]),
            (with(vec![publication(0.9)]), &[]),
            (with(vec![publication(0.2)]), &["low confidence"]),
            (with(vec![publication(0.9); 4]), &[]),
        ] {
            let mut looked = Looked::default();
            looked.note([profile].iter());
            assert_eq!(looked.warnings, want);
        }
    }
}
