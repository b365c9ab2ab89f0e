// SPDX-License-Identifier: GPL-3.0-or-later

/// What terms, values and metadata of an index mean.
///
/// A term is a prefix and a text. Prefixes are upper-case ASCII; texts are lower case, so that no text can be taken
/// for a prefix.
///
/// | prefix | text | positions | holds |
/// | --- | --- | --- | --- |
/// | (none) | lemma | yes | every lemma of every word |
/// | `S` | form | yes | the word as written, in lower case; the form as it came where it was repaired |
/// | `P` | part | no | lemmas of compound parts |
/// | `B` | base | no | the verb of a participle, the adjective of an adverb |
/// | `Z` | folded | no | lemmas without their dots, where they differ |
/// | `Q` | id | no | the document, unique |
/// | `J` | project | no | the project that the document belongs to |
/// | `K` | code | no | project codes of the document (`s20059`) |
/// | `H` | kind | no | the document's kind |
/// | `XNAME:` | lemma, form… | no | the same kinds within a field |
public enum Schema {
    /// The version this program writes. A newer one is refused, an older one read where ``oldestReadable`` allows.
    public static let version = 1
    /// The oldest version this program reads.
    public static let oldestReadable = 1
    /// The longest term Xapian's glass backend takes, in bytes.
    public static let longestTerm = 245
}
