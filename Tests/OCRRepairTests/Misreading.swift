// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// Text as it was read, and as it was meant.
struct Misreading: Sendable, CustomTestStringConvertible {
    let read: String
    let meant: String

    var testDescription: String { read }

    /// The rows of a table, a line each: `read → meant`, or a text that is right as it stands. ⏎ is a line's end.
    static func rows(_ table: String) -> [Misreading] {
        table.split(separator: "\n").map { line in
            let sides = line.replacing("⏎", with: "\n").split(separator: " → ", maxSplits: 1)
            return Misreading(read: String(sides[0]), meant: String(sides.last ?? ""))
        }
    }
}
