// SPDX-License-Identifier: GPL-3.0-or-later

/// A language in which the pages speak. Documents stay as they are.
enum InterfaceLanguage: String, CaseIterable, Sendable {
    case finnish = "fi"
    case swedish = "sv"
    case english = "en"

    /// The name of the language in itself.
    var name: String {
        switch self {
        case .finnish: "suomi"
        case .swedish: "svenska"
        case .english: "English"
        }
    }

    /// The best of the languages that a browser asks for (RFC 9110, 12.5.4): `sv-FI,sv;q=0.8`. Finnish where it names none.
    static func best(of accepted: String) -> InterfaceLanguage {
        var best: (language: InterfaceLanguage, weight: Double)?
        for part in accepted.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = pieces.first?.split(separator: "-").first.map(String.init)?.lowercased(),
                let language = InterfaceLanguage(rawValue: tag)
            else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .finnish
    }
}
