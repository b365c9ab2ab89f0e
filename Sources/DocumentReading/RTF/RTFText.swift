// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// The text of a document in Rich Text Format, after Microsoft's specification 1.9.1.
///
/// Its own reader, for pandoc 2.17 (Debian 12) loses the letter behind each `\u228?`. O(n); groups cost no stack of
/// calls.
struct RTFText {
    /// The state that a group inherits and gives back at its end.
    private struct State {
        var isSkipped = false
        var isHidden = false
        /// The number of characters behind `\u` for readers that do not know it.
        var fallback = 1
        var isInTable = false
        /// True within a text that stands aside: a note, a remark, a header.
        var isAside = false
    }

    private let bytes: [UInt8]
    private var index = 0
    private var state = State()
    private var stack: [State] = []
    private var out: [UInt8] = []
    private var breaks = 0
    /// The text that stands aside and has begun, and those that come after the paragraph.
    private var aside: [UInt8] = []
    private var asides: [[UInt8]] = []
    private var seen: Set<[UInt8]> = []
    /// Characters still to pass over behind a `\u`.
    private var toSkip = 0
    private var highSurrogate: UInt32?
    private var isDOS = false
    /// True if `\*` came last: a destination that may be passed over where it is not known.
    private var isOptional = false

    /// Groups deeper than this are no document's.
    private static let deepest = 10_000

    /// Groups whose content is no text of the document.
    private static let destinations: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "fldinst", "themedata", "colorschememapping",
        "datastore", "xmlnstbl",
        "listtable", "listoverridetable", "listtext", "rsidtbl", "generator", "filetbl", "revtbl", "nonshppict", "sn",
        "sv", "template", "latentstyles", "mmathPr", "pgptbl", "atnid", "atnauthor", "operator", "author",
        "tc", "xe", "bkmkstart", "bkmkend", "private",
    ]
    /// Destinations behind `\*` whose content is text all the same.
    private static let texts: Set<String> = ["shpinst", "shptxt", "pntext"]
    /// Destinations whose content stands aside, with `\*` or without.
    private static let besides: Set<String> = [
        "footnote", "annotation", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
    ]

    private static let symbols: [String: String] = [
        "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
        "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "cell": " ", "nestcell": " ", "zwnj": "\u{200C}",
    ]

    /// The text in `bytes`; nil where they do not begin as RTF does.
    static func text(of bytes: [UInt8]) -> String? {
        guard bytes.starts(with: "{\\rtf".utf8) else { return nil }
        var reader = RTFText(bytes: bytes)
        reader.run()
        return String(decoding: reader.out, as: UTF8.self)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x7B:
                guard stack.count < Self.deepest else { return }
                stack.append(state)
                isOptional = false
                toSkip = 0
            case 0x7D:
                let wasAside = state.isAside
                state = stack.popLast() ?? State()
                if wasAside && !state.isAside { endAside() }
                toSkip = 0
                // What stands behind the document's own group is no part of it.
                if stack.isEmpty { return finish() }
            case 0x5C: control()
            case 0x0A, 0x0D, 0: continue
            default: character(byte)
            }
        }
        finish()
    }

    /// Keeps the text that stands aside until the paragraph ends; once where it repeats.
    private mutating func endAside() {
        while let last = aside.last, last <= 0x20 { aside.removeLast() }
        if !aside.isEmpty, seen.insert(aside).inserted { asides.append(aside) }
        aside = []
    }

    /// Puts what stands aside behind the paragraph.
    private mutating func putAsides() {
        for text in asides {
            if !out.isEmpty { out += [0x0A, 0x0A] }
            out += text
            breaks = 2
        }
        asides = []
    }

    private mutating func finish() {
        endAside()
        putAsides()
        while let last = out.last, last <= 0x20 { out.removeLast() }
        if !out.isEmpty { out.append(0x0A) }
    }

    // MARK: - Control words

    private mutating func control() {
        guard let first = bytes.element(at: index) else { return }
        guard (first | 0x20) &- 0x61 < 26 else {
            index += 1
            symbol(first)
            return
        }
        let start = index
        while let byte = bytes.element(at: index), (byte | 0x20) &- 0x61 < 26, index - start < 32 { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        var number: Int?
        var sign = 1
        if bytes.element(at: index) == 0x2D {
            sign = -1
            index += 1
        }
        while let byte = bytes.element(at: index), byte &- 0x30 < 10 {
            number = min((number ?? 0) * 10 + Int(byte) - 0x30, 1 << 31)
            index += 1
        }
        if bytes.element(at: index) == 0x20 { index += 1 }
        perform(word, number.map { $0 * sign })
    }

    private mutating func symbol(_ byte: UInt8) {
        switch byte {
        case 0x27:
            guard let high = bytes.element(at: index).flatMap(\.asciiHexValue),
                let low = bytes.element(at: index + 1).flatMap(\.asciiHexValue)
            else { return }
            index += 2
            character(high << 4 | low)
        case 0x2A: isOptional = true
        case 0x7E: append("\u{A0}")
        case 0x2D: append("\u{AD}")
        case 0x5F: append("-")
        case 0x0A, 0x0D: lineBreak(2)
        case 0x5C, 0x7B, 0x7D: character(byte)
        default: return
        }
    }

    private mutating func perform(_ word: String, _ number: Int?) {
        let wasOptional = isOptional
        isOptional = false
        switch word {
        case "u": unicode(number ?? 0)
        case "uc": state.fallback = max(0, min(number ?? 1, 16))
        case "bin": index = min(bytes.count, index + max(0, number ?? 0))
        case "par", "sect": lineBreak(state.isInTable ? 0 : 2)
        case "line", "row", "nestrow", "page", "column": lineBreak(1)
        case "pard": state.isInTable = false
        case "intbl": state.isInTable = true
        case "v", "deleted": state.isHidden = number != 0
        case "plain": state.isHidden = false
        case "pc", "pca": isDOS = true
        default:
            if let text = Self.symbols[word] {
                append(text)
            } else if Self.besides.contains(word) {
                state.isAside = true
            } else if Self.destinations.contains(word) || wasOptional && !Self.texts.contains(word) {
                state.isSkipped = true
            }
        }
    }

    // MARK: - Text

    private mutating func unicode(_ number: Int) {
        let unit = UInt32(truncatingIfNeeded: number) & 0xFFFF
        if let high = highSurrogate, (0xDC00..<0xE000).contains(unit) {
            append(Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)).map { String($0) } ?? "\u{FFFD}")
            highSurrogate = nil
        } else if (0xD800..<0xDC00).contains(unit) {
            highSurrogate = unit
        } else {
            append(Unicode.Scalar(unit).map { $0.value < 0x20 ? " " : String($0) } ?? "\u{FFFD}")
        }
        toSkip = state.fallback
    }

    private mutating func character(_ byte: UInt8) {
        guard toSkip == 0 else {
            toSkip -= 1
            return
        }
        if byte < 0x80 {
            put([byte < 0x20 || byte == 0x7F ? 0x20 : byte])
        } else {
            append(
                isDOS ? EightBitText.decodeCodePage437([byte]) : EightBitText.decodeWindows1252([byte]))
        }
    }

    private mutating func append(_ text: String) { put(Array(text.utf8)) }

    private mutating func put(_ text: [UInt8]) {
        guard !state.isSkipped, !state.isHidden else { return }
        if state.isAside {
            aside += text
            return
        }
        if breaks > 0, !out.isEmpty { out += repeatElement(0x0A, count: breaks) }
        breaks = 0
        out += text
    }

    private mutating func lineBreak(_ count: Int) {
        guard !state.isSkipped else { return }
        if count == 0 { return append(" ") }
        if state.isAside {
            if !aside.isEmpty { aside.append(0x0A) }
            return
        }
        if count > 1 { putAsides() }
        breaks = max(breaks, count)
    }
}
