// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers under which authorities register matters: `LAPDno-2024-248`, `KAJ/123/02.05.00/2024`, `D/123/00.01.02/2024`,
/// `123/02.05.00/2024`, *Dnro 12/2024*.
enum RegisterNumber {
    /// The first in `text`.
    static func first(in text: String) -> String? {
        for pattern in [
            /\b\p{Lu}{1,6}[Dd]no-[0-9]{4}-[0-9]+\b/,
            /\b(?:\p{Lu}{1,8}\/)?[0-9]{1,6}\/[0-9]{2}(?:\.[0-9]{2}){1,3}\/[0-9]{4}\b/,
            /\b\p{Lu}{1,8}:?[0-9]{0,6}\/[0-9]{1,6}\/(?:[0-9.]+\/)?[0-9]{4}\b/,
        ] {
            if let match = text.firstMatch(of: pattern) { return String(match.output) }
        }
        let named =
            /(?:[Dd]nro|[Dd]iaarinumero|[Dd]nr|[Aa]sianro|[Aa]sianumero|Asia)\s*:?\s*([A-ZÅÄÖ]{0,6}[-\/]?[0-9]{1,6}[\/-](?:[0-9.]+[\/-])?[0-9]{2,4})\b/
        return text.firstMatch(of: named).map { String($0.output.1) }
    }
}
