// SPDX-License-Identifier: GPL-3.0-or-later

/// A language in which the programs and the pages speak. Documents stay as they are, and so do logs and the protocol.
public enum InterfaceLanguage: String, CaseIterable, Sendable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"

    /// The name of the language in itself.
    public var name: String {
        switch self {
        case .finnish: "suomi"
        case .swedish: "svenska"
        case .english: "English"
        }
    }

    /// The best of the languages that a browser asks for (RFC 9110, 12.5.4): `sv-FI,sv;q=0.8`. Finnish where it names none.
    public static func best(of accepted: String) -> InterfaceLanguage {
        var best: (language: InterfaceLanguage, weight: Double)?
        for part in accepted.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = pieces.first, let language = InterfaceLanguage(tag: tag) else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .finnish
    }

    /// The language that the environment asks a program to speak: LC_ALL, else LC_MESSAGES, else LANG, before which a list
    /// in LANGUAGE goes unless the locale is C (gettext's rules). English where it names another one, or none.
    ///
    /// - Parameter variable: The value of an environment variable; nil or empty where it is not set.
    /// - Returns: The language.
    public static func asked(_ variable: (String) -> String?) -> InterfaceLanguage {
        func set(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        guard let locale = set("LC_ALL") ?? set("LC_MESSAGES") ?? set("LANG") else { return .english }
        let isC = ["C", "POSIX"].contains(locale.prefix { $0 != "." })
        let list = isC ? [] : set("LANGUAGE").map { $0.split(separator: ":").map(String.init) } ?? []
        return (list + [locale]).lazy.compactMap { InterfaceLanguage(tag: $0) }.first ?? .english
    }

    /// The language of a tag or a locale such as `sv-FI` or `fi_FI.UTF-8`.
    private init?(tag: String) {
        self.init(rawValue: String(tag.prefix { $0 != "-" && $0 != "_" && $0 != "." && $0 != "@" }).lowercased())
    }
}
