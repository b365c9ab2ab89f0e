// SPDX-License-Identifier: GPL-3.0-or-later

/// A language that words are read in, by its code of ISO 639-1.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"

    /// Its name in Finnish, under which the field *kieli* finds it too.
    public var finnishName: String {
        switch self {
        case .finnish: "suomi"
        case .swedish: "ruotsi"
        case .english: "englanti"
        }
    }
}
