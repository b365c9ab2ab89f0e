// SPDX-License-Identifier: GPL-3.0-or-later

/// Tab-separated values as the line protocol writes them.
enum TSV {
    /// One line, without its end: in columns \t \n \r \\ are escaped.
    static func record(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: "\t")
    }

    private static func cell(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\\": result += "\\\\"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
