// SPDX-License-Identifier: GPL-3.0-or-later
internal import Glibc
public import Wording

/// The language in which a program speaks to the person who started it, and what it says in it.
public enum Speech {
    /// The language of the environment.
    public static let language = InterfaceLanguage.asked { name in
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// The English sentences `said` in the language of the environment.
    public static func translated(_ said: String) -> String {
        language == .english ? said : SentenceTable.shipped.translated(said, language)
    }
}
