// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The layout of documents' text for a person.
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

    /// An id, or a message, with control characters as %XX: so an id can be asked for as it is shown.
    static func escaped(_ text: String) -> String { text.escapingControls() }

    /// A snippet, one line without control characters, folded to the width of the terminal, each line after `indent`
    /// spaces. `matches`, half-open UTF-8 offsets that rise and do not overlap, are in colour, or between `«` and `»`
    /// where nothing is coloured; both count for the width.
    static func snippet(_ text: String, matches: [Range<Int>], indent: Int, palette: Palette) -> String {
        let bytes = Array(text.utf8)
        let margin = String(repeating: " ", count: indent)
        let lines = lines(of: bytes, matches, width: palette.width.map { max(20, $0 - indent) })
        var result = ""
        var match = ""
        var isMatch = false
        var next = matches[...]
        for (number, line) in lines.enumerated() {
            var index = line.lowerBound
            var piece = number == 0 ? margin : "\n" + margin
            while let place = next.first, (isMatch ? place.upperBound : place.lowerBound + 1) <= line.upperBound {
                let end = isMatch ? place.upperBound : place.lowerBound
                piece += String(decoding: bytes[index..<end], as: UTF8.self)
                index = end
                if isMatch {
                    match += piece
                    result += palette.colours ? palette.match(match) : "«" + match + "»"
                    match = ""
                    next.removeFirst()
                } else {
                    result += piece
                }
                piece = ""
                isMatch.toggle()
            }
            piece += String(decoding: bytes[index..<line.upperBound], as: UTF8.self)
            if isMatch { match += piece } else { result += piece }
        }
        return result
    }

    /// The lines that `bytes` are folded into, a pair of marks for each match counted; all in one where there is no width.
    private static func lines(of bytes: [UInt8], _ matches: [Range<Int>], width: Int?) -> [Range<Int>] {
        guard let width else { return [0..<bytes.count] }
        var lines: [Range<Int>] = []
        var count = 0
        for word in bytes.split(separator: 0x20) {
            let place = word.startIndex..<word.endIndex
            let marks =
                matches.count { place.contains($0.lowerBound) }
                + matches.count { place.lowerBound < $0.upperBound && $0.upperBound <= place.upperBound }
            let length = String(decoding: word, as: UTF8.self).count + marks
            if lines.isEmpty || count > 0 && count + 1 + length > width {
                lines.append(place)
                count = length
            } else {
                lines[lines.count - 1] = lines[lines.count - 1].lowerBound..<place.upperBound
                count += 1 + length
            }
        }
        return lines.isEmpty ? [0..<0] : lines
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
}
