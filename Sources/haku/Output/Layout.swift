// SPDX-License-Identifier: GPL-3.0-or-later

/// How text of documents is laid out for a person.
enum Layout {
    /// `text` without what a terminal would take for a command: control characters become spaces.
    static func printable(_ text: String, keepingLines: Bool = false) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            if keepingLines && (scalar == "\n" || scalar == "\t") { return false }
            return scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || scalar == "\u{2028}" || scalar == "\u{2029}"
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isControl(scalar) ? " " : scalar) }
        return String(result)
    }

    /// A snippet with its matches, which stand between `«` and `»`, in colour, or as they are where nothing is coloured;
    /// folded to the width of the terminal, each line after `indent` spaces.
    static func snippet(_ text: String, indent: Int, palette: Palette) -> String {
        let margin = String(repeating: " ", count: indent)
        return fold(printable(text), width: palette.width.map { max(20, $0 - indent) })
            .map { margin + $0 }
            .joined(separator: "\n")
            .pipe { palette.colours ? colouringMatches($0, palette) : $0 }
    }

    /// Lines of at most `width` characters, broken between words; one line where there is no width.
    static func fold(_ text: String, width: Int?) -> [String] {
        guard let width else { return [text] }
        var lines: [String] = []
        var line = ""
        var count = 0
        for word in text.split(separator: " ") {
            let length = word.count
            if count > 0 && count + 1 + length > width {
                lines.append(line)
                line = ""
                count = 0
            }
            if count > 0 {
                line += " "
                count += 1
            }
            line += word
            count += length
        }
        if count > 0 || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func colouringMatches(_ text: String, _ palette: Palette) -> String {
        // A match may go on over a line end, whose margin need not be coloured; nobody sees it.
        var result = ""
        for (index, piece) in text.split(separator: "«", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: "»") else {
                result += piece
                continue
            }
            result += palette.match(String(piece[..<end])) + piece[piece.index(after: end)...]
        }
        return result
    }
}

extension String {
    fileprivate func pipe(_ change: (String) -> String) -> String { change(self) }
}
