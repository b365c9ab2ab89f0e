// SPDX-License-Identifier: GPL-3.0-or-later

/// Comma-separated values after RFC 4180, with line ends of LF alone.
enum CSV {
    /// One record.
    static func record(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    /// One cell, quoted where it needs to be.
    ///
    /// A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, which a
    /// document's title could then run; an apostrophe before it makes it text (OWASP, "CSV Injection"). Numbers are safe.
    static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
            return text
        }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append("\"") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
