// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of calendars and cards of addresses (iCalendar, RFC 5545; vCard, RFC 6350).
enum CalendarText {
    /// Properties that programs write for each other.
    private static let unseen: Set<String> = [
        "BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "SEQUENCE", "REV", "PHOTO", "LOGO", "SOUND", "KEY",
        "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TRIGGER", "METHOD", "CALSCALE", "TRANSP", "ACTION", "CLASS",
    ]

    /// True if `text` is one.
    static func isOne(_ text: String) -> Bool {
        text.hasPrefix("BEGIN:VCALENDAR") || text.hasPrefix("BEGIN:VCARD")
    }

    /// The properties of `text` as lines, `SUMMARY: Kokous`: folded lines put together, escapes undone.
    static func text(of text: String) -> String {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            if let first = line.first, first == " " || first == "\t" {
                if !lines.isEmpty { lines[lines.count - 1] += line.dropFirst() }
            } else if lines.last?.hasSuffix("=") == true, lines.last?.uppercased().contains("QUOTED-PRINTABLE") == true
            {
                // vCard 2.1 ends a line that goes on as mail does.
                lines[lines.count - 1].removeLast()
                lines[lines.count - 1] += line
            } else {
                lines.append(String(line))
            }
        }
        var shown = ""
        for line in lines {
            guard let (name, value) = property(line), !value.isEmpty else { continue }
            shown += "\(name): \(value)\n"
        }
        return shown
    }

    private static func property(_ line: String) -> (String, String)? {
        var isQuoted = false
        let colon = line.firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ":" && !isQuoted
        }
        guard let colon else { return nil }
        let parameters = line[..<colon].uppercased().split(separator: ";")
        guard let name = parameters.first?.split(separator: ".").last, !unseen.contains(String(name)),
            !name.hasPrefix("X-")
        else { return nil }
        var value = String(line[line.index(after: colon)...])
        if parameters.contains(where: { $0.hasSuffix("QUOTED-PRINTABLE") }) {
            let bytes = TransferCoding.quotedPrintable(Array(value.utf8)[...])
            value = String(validating: bytes, as: UTF8.self) ?? EightBitText.decodeWindows1252(bytes)
        }
        if parameters.contains(where: { $0 == "ENCODING=B" || $0 == "ENCODING=BASE64" }) { return nil }
        return (String(name), unescaped(value))
    }

    /// `\\n` as a line end, `\\,` as a comma; the parts of a name or an address with spaces between them.
    private static func unescaped(_ value: String) -> String {
        var made = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                made.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                made.append(character == ";" ? " " : character)
            }
        }
        return made.trimmed(\.isWhitespace)
    }
}
