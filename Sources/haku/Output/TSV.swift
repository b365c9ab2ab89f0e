// SPDX-License-Identifier: GPL-3.0-or-later

/// Tab-separated values as the line protocol writes them.
enum TSV {
    /// One line, without its end: in columns \t \n \r \\ are escaped.
    static func record(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: "\t")
    }

    /// The cells of a line that ``record(_:)`` made.
    static func cells(_ line: some StringProtocol) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
            var text = ""
            var isEscape = false
            for character in cell.unicodeScalars {
                if isEscape {
                    let plain: [Unicode.Scalar: Unicode.Scalar] = ["t": "\t", "n": "\n", "r": "\r"]
                    text.unicodeScalars.append(plain[character] ?? character)
                    isEscape = false
                } else if character == "\\" {
                    isEscape = true
                } else {
                    text.unicodeScalars.append(character)
                }
            }
            return text
        }
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
