// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
public import Wording

/// The language in which a program speaks to the person who started it, and what it says in it.
public enum Speech {
    /// The language of the environment.
    public static let language = InterfaceLanguage.asked { name in
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The sentence called `code` in the table of sentences, about `values`, in the language of the environment; nil where
    /// that is English, or the table lacks it.
    public static func sentence(_ code: String, _ values: [String]) -> String? {
        language == .english ? nil : SentenceTable.shipped.sentence(code, values, language)
    }

    /// The sentence called `code` in the table of sentences, about `values`, in English; nil where the table lacks it.
    public static func english(_ code: String, _ values: [String]) -> String? {
        SentenceTable.shipped.sentence(code, values, .english)
    }

    /// The English sentences `said` in the language of the environment.
    public static func translated(_ said: String) -> String {
        language == .english ? said : SentenceTable.shipped.translated(said, language)
    }
}
