// SPDX-License-Identifier: GPL-3.0-or-later

/// A repair in the table in which a person says what to think of it.
struct JudgedRepair {
    let original: String
    let repaired: String
    let confidence: Double
    var isRefused = false
    var isConfirmed = false
    /// The number of its line.
    let line: String
    /// Where the line is shown.
    let address: String
    /// The title of its document, and the words around it; nil where the page shows them.
    var document: String?
    var around: String?

    /// The row for the template.
    var values: [String: Any] {
        var values: [String: Any] = [
            "original": original, "repaired": repaired, "line": line, "address": address,
            "sureness": "\(Int((confidence * 100).rounded())) %", "isRefused": isRefused, "isConfirmed": isConfirmed,
            "isOpen": !isRefused && !isConfirmed, "pair": original + RepairJudgement.separator + repaired,
        ]
        if let document { values["document"] = document }
        if let around {
            let place = around.firstRange(of: repaired).map { place in
                let start = around.utf8.distance(from: around.startIndex, to: place.lowerBound)
                return start..<(start + around[place].utf8.count)
            }
            values["around"] = Markup(around, marked: place.map { [$0] } ?? [])
        }
        return values
    }
}
