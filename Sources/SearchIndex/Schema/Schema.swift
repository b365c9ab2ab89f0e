// SPDX-License-Identifier: GPL-3.0-or-later

/// The meaning of the terms, values and metadata of an index.
///
/// A term is a prefix and a text. Prefixes are upper-case ASCII; texts are lower case, so that no text can be taken
/// for a prefix. A term longer than ``longestTerm`` is shortened by ``bounded(_:)``, in the index and in queries alike.
///
/// | prefix | text | positions | holds |
/// | --- | --- | --- | --- |
/// | (none) | lemma | yes | every lemma of every word; of parts of compounds without position |
/// | `S` | form | within fields | the word as written, in lower case; the form as it came where it was repaired |
/// | `B` | base | no | the verb of a participle, the adjective of an adverb |
/// | `N` | lemma | no | a lemma that the document holds as parts of compounds only |
/// | `Z` | folded | no | lemmas without their diaereses, where they differ |
/// | `Q` | id | no | the document, unique |
/// | `J` | project | no | the project that the document belongs to |
/// | `K` | code | no | project codes of the document (`s20059`) |
/// | `H` | kind | no | the document's kind |
/// | `V` | skeleton, space, form | no | a word of a clean document that no dictionary has; with `+`: often |
/// | `D` | sum | no | the sum of the document's text, which copies share |
/// | `U` | skeleton | no | a word that a damaged document was left with |
/// | `E` | kind, space, word, space, word | no | a word of a badly read document, and what it likeliest was; the kind alone: there are few |
/// | `XNAME:` | lemma, form… | yes | the same kinds within a field |
///
/// `NAME` is the field's name in upper-case ASCII (``fieldPrefix(_:)``); a form within the field *kohderyhmä* is
/// `XKOHDERYHMA:S` and the form.
///
/// | slot | holds, as bytes that compare in the order meant |
/// | --- | --- |
/// | 0 | the document's ``IndexEntry`` |
/// | 1 | the project, for collapsing |
/// | 2 | the title, for sorting |
/// | 3, 4 | the first and the last day of the project, `20160901` |
/// | 5 | the own public funding in cents, eight bytes, big-endian |
/// | 9 | the local time when the file was modified, `20240315093012` |
/// | 10 | the local day when the content was first indexed, `20240315` |
public enum Schema {
    /// The version this program writes. A newer one is refused, an older one read where ``oldestReadable`` allows.
    ///
    /// 2: forms have positions within fields only. 3: participles are of the verb that a suffix made, adverbs words of their
    /// own, unknown words guessed by more endings; passages in Swedish and English are read in their language, and the
    /// field *kieli* names the languages.
    public static let version = 3
    /// The oldest version this program reads.
    public static let oldestReadable = 1
    /// The abilities of an index made by this program; kept with each index.
    public static let features = [
        "lemmas", "forms", "parts", "bases", "folded", "fields", "positions", "text-pieces", "term-weights",
        "collection-words", "names", "copies", "languages",
    ]
    /// The longest term Xapian's glass backend takes, in bytes; a NUL counts twice.
    public static let longestTerm = 245

    /// The prefixes of terms.
    public enum Prefix {
        /// Lemmas have none.
        public static let lemma = ""
        /// Word forms.
        public static let form = "S"
        /// Verbs of participles, adjectives of adverbs.
        public static let base = "B"
        /// Lemmas without their diaereses.
        public static let folded = "Z"
        /// The document's id.
        public static let id = "Q"
        /// The project.
        public static let project = "J"
        /// Project codes.
        public static let code = "K"
        /// The document's kind.
        public static let kind = "H"
        /// Begins the prefix of a field.
        public static let field = "X"
    }

    /// The slots of values.
    public enum Slot {
        /// The document's ``IndexEntry``; the writer's business.
        public static let entry: UInt32 = 0
        /// The project, for collapsing.
        public static let project: UInt32 = 1
        /// The title, for sorting.
        public static let title: UInt32 = 2
        /// The project's first day.
        public static let begins: UInt32 = 3
        /// The project's last day.
        public static let ends: UInt32 = 4
        /// The own public funding.
        public static let funding: UInt32 = 5
        /// When the file was modified, as ``Schema/timeValue(_:)``; the writer's business.
        public static let modified: UInt32 = 9
        /// The day when the document's content was first indexed; the writer's business. Documents of an older haku have none.
        public static let indexed: UInt32 = 10
    }

    /// The keys of metadata. What ``IndexWriter/setMetadata(_:for:)`` keeps has ``own`` before its key.
    enum Metadata {
        static let version = "haku.schema"
        static let features = "haku.features"
        static let generation = "haku.generation"
        static let changed = "haku.changed"
        static let own = "m."
    }

    /// The prefix of terms within a field: `kohderyhmä` gives `XKOHDERYHMA:`.
    ///
    /// Letters become upper-case ASCII (ä, å → A, ö → O, é → E, ü → U), digits stay, all else becomes `_`.
    public static func fieldPrefix(_ field: String) -> String {
        var name = Prefix.field
        for scalar in field.unicodeScalars {
            switch scalar {
            case "a"..."z": name.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) - 32))
            case "A"..."Z", "0"..."9": name.unicodeScalars.append(scalar)
            case "ä", "å", "Ä", "Å", "á", "à": name += "A"
            case "ö", "Ö", "ó", "õ": name += "O"
            case "é", "É", "è": name += "E"
            case "ü", "Ü": name += "U"
            default: name += "_"
            }
        }
        return name + ":"
    }

    /// The unique term of the document `id`.
    public static func idTerm(_ id: String) -> String { bounded(Prefix.id + id) }

    /// `amount` euros as the value of ``Slot/funding``: cents, never below zero, in eight big-endian bytes.
    public static func fundingValue(cents: UInt64) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: cents >> UInt64($0)) }
    }

    /// `term` as the index takes it: itself where it is at most ``longestTerm`` bytes, NUL bytes counted twice.
    ///
    /// A longer one keeps its beginning (whole characters) and ends in `…` and a hash of all of it, so that different
    /// long terms stay different and the same one is found again. The hash is FNV-1a of 128 bits
    /// (draft-eastlake-fnv), in hexadecimal. The empty term stays empty; no document holds it.
    public static func bounded(_ term: String) -> String {
        if term.utf8.count * 2 <= longestTerm { return term }
        var cost = 0
        for byte in term.utf8 { cost += byte == 0 ? 2 : 1 }
        if cost <= longestTerm { return term }

        var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
        for byte in term.utf8 {
            hash ^= UInt128(byte)
            hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        let digits = String(hash, radix: 16)
        let tail = "…" + String(repeating: "0", count: 32 - digits.count) + digits
        var head = ""
        var room = longestTerm - tail.utf8.count
        for scalar in term.unicodeScalars {
            room -= scalar == "\0" ? 2 : UTF8.width(scalar)
            if room < 0 { break }
            head.unicodeScalars.append(scalar)
        }
        return head + tail
    }
}
