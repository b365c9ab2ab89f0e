// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of an HTML page, as a reader sees it: paragraphs, lists and table rows are lines.
///
/// A tokeniser after the WHATWG's HTML, 13.2.5, without its tree: what is not closed or closed twice does no harm, and
/// depth costs nothing. O(n).
struct HTMLText {
    private let bytes: [UInt8]
    private var index = 0
    private var out: [UInt8] = []
    /// Line feeds that are due before the next text.
    private var breaks = 0
    private var needsSpace = false
    /// The depth of elements whose white space counts.
    private var preformatted = 0
    private var title: [UInt8] = []
    /// The element that is not shown, and how many of its name are open in it; nil where all is shown.
    private var hidden: (name: String, depth: Int)?

    /// Elements without content, which nothing ends.
    private static let empty: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    /// Elements that need no end tag.
    private static let endless: Set<String> = ["p", "li", "td", "th", "tr", "dt", "dd", "option"]

    /// False where an element that is not shown has no end, so that all is read.
    private var isHiding = true

    /// The text of the page in `html`, which must be valid UTF-8; the page's title comes first where the text does not
    /// begin with it.
    static func text(of html: String) -> String {
        var reader = HTMLText(bytes: Array(html.utf8))
        reader.run()
        if reader.hidden != nil {
            reader = HTMLText(bytes: reader.bytes)
            reader.isHiding = false
            reader.run()
        }
        var text = reader.out
        let title = reader.title
        if !title.isEmpty, !text.starts(with: title) { text = title + Array("\n\n".utf8) + text }
        return String(decoding: text, as: UTF8.self)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        out.reserveCapacity(bytes.count / 2)
    }

    // MARK: - Elements

    /// Elements whose content is not text of the page. Their content is raw: a tag in it is none.
    private static let unseen: Set<String> = ["script", "style", "iframe", "noembed", "noframes", "xmp", "template"]
    /// Elements that nothing but their own end tag ends, with character references.
    private static let plain: Set<String> = ["title", "textarea"]
    /// Elements that are a paragraph of their own.
    private static let paragraphs: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "blockquote", "hr", "section",
        "article", "main", "header", "footer", "nav", "aside", "form", "fieldset", "figure", "address", "details",
    ]
    /// Elements that begin and end lines.
    private static let lines: Set<String> = [
        "div", "br", "li", "dt", "dd", "tr", "caption", "figcaption", "legend", "summary", "option", "body", "head",
        "thead", "tbody", "tfoot", "center", "title",
    ]

    private mutating func run() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x3C, let next = bytes.element(at: index + 1), tag(next) { continue }
            switch byte {
            case 0x26:
                let (scalar, length) = reference(at: index)
                append(scalar)
                index += length
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
                space(byte)
                index += 1
            default:
                put(byte)
                index += 1
            }
        }
        while let last = out.last, last == 0x20 || last == 0x0A { out.removeLast() }
        if !out.isEmpty { out.append(0x0A) }
    }

    /// Passes over what begins with `<` and `next`; false where that is text.
    private mutating func tag(_ next: UInt8) -> Bool {
        if next == 0x21 || next == 0x3F {
            skipComment()
            return true
        }
        let isEnd = next == 0x2F
        let start = index + (isEnd ? 2 : 1)
        guard let first = bytes.element(at: start), Self.isLetter(first) else { return false }
        var end = start
        while end < bytes.count, !Self.isSpace(bytes[end]), bytes[end] != 0x3E, bytes[end] != 0x2F { end += 1 }
        // No element has a long name; what has is skipped like any unknown one.
        let name = String(decoding: bytes[start..<min(end, start + 16)], as: UTF8.self).lowercased()
        index = end
        let wanted = isEnd ? "" : name == "img" ? "alt" : name == "input" ? "value" : ""
        let (alternative, isHidden) = skipAttributes(wanting: Array(wanted.utf8))
        if let (outer, depth) = hidden {
            if name == outer, !isEnd, Self.endless.contains(name) {
                // The next of its kind ends it.
                hidden = nil
                if isHidden { hidden = (name, 0) } else { open(name) }
                return true
            }
            if name == outer { hidden = isEnd ? depth == 0 ? nil : (outer, depth - 1) : (outer, depth + 1) }
            // What raw content holds is passed over as raw.
            if !isEnd, Self.unseen.contains(name) || Self.plain.contains(name) { index = endTag(of: name) }
            return true
        }
        if isHidden, isHiding, !isEnd {
            if !Self.empty.contains(name) { hidden = (name, 0) }
            if Self.unseen.contains(name) || Self.plain.contains(name) { index = endTag(of: name) }
            return true
        }
        if isEnd { close(name) } else { open(name) }
        if let alternative, !alternative.isEmpty {
            space(0x20)
            decode(alternative)
            space(0x20)
        }
        return true
    }

    private mutating func open(_ name: String) {
        if Self.unseen.contains(name) {
            index = endTag(of: name)
        } else if Self.plain.contains(name) {
            let end = endTag(of: name)
            let content = bytes[index..<end]
            index = end
            if name == "title", title.isEmpty {
                var reader = HTMLText(bytes: [])
                reader.decode(content)
                title = reader.out
                while title.last == 0x20 { title.removeLast() }
            } else if name != "title" {
                decode(content)
            }
        } else if Self.paragraphs.contains(name) {
            lineBreak(2)
            if name == "pre" { preformatted += 1 }
        } else if Self.lines.contains(name) {
            lineBreak(1)
            if name == "li" { "- ".utf8.forEach { put($0) } }
        } else if name == "td" || name == "th" {
            space(0x20)
        }
    }

    private mutating func close(_ name: String) {
        if Self.paragraphs.contains(name) {
            lineBreak(2)
            if name == "pre" { preformatted = max(0, preformatted - 1) }
        } else if Self.lines.contains(name), name != "br" {
            lineBreak(1)
        } else if name == "td" || name == "th" {
            space(0x20)
        }
    }

    // MARK: - Passing over

    private mutating func skipComment() {
        if bytes[index...].starts(with: "<!--".utf8) {
            // `<!-->` is a whole comment.
            index = bytes[(index + 2)...].firstRange(of: "-->".utf8)?.upperBound ?? bytes.count
        } else if bytes[index...].starts(with: "<![CDATA[".utf8) {
            index += 9
        } else {
            index = (bytes[index...].firstIndex(of: 0x3E) ?? bytes.count - 1) + 1
        }
    }

    /// Passes to the end of a tag.
    ///
    /// - Returns: The value of the attribute `wanted`, and whether the element is not shown: `hidden`, a style of
    ///   `display: none`, an input of the type `hidden`.
    private mutating func skipAttributes(wanting wanted: [UInt8]) -> (value: ArraySlice<UInt8>?, isHidden: Bool) {
        var found: ArraySlice<UInt8>?
        var isHidden = false
        while index < bytes.count {
            while index < bytes.count, Self.isSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
            guard index < bytes.count else { break }
            if bytes[index] == 0x3E {
                index += 1
                break
            }
            let start = index
            index += 1
            while index < bytes.count, !Self.isSpace(bytes[index]), ![0x2F, 0x3E, 0x3D].contains(bytes[index]) {
                index += 1
            }
            let name = bytes[start..<index]
            while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
            guard index < bytes.count, bytes[index] == 0x3D else {
                if name.elementsEqual("hidden".utf8) { isHidden = true }
                continue
            }
            index += 1
            while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
            guard index < bytes.count else { break }
            let value: ArraySlice<UInt8>
            if bytes[index] == 0x22 || bytes[index] == 0x27 {
                let end = bytes[(index + 1)...].firstIndex(of: bytes[index]) ?? bytes.count
                value = bytes[(index + 1)..<max(index + 1, end)]
                index = min(end + 1, bytes.count)
            } else {
                let start = index
                while index < bytes.count, !Self.isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
                value = bytes[start..<index]
            }
            if !wanted.isEmpty, name.elementsEqual(wanted) { found = value }
            isHidden = isHidden || Self.hides(name, value)
        }
        return (found, isHidden)
    }

    /// True if an attribute of this name and value hides its element.
    private static func hides(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
        guard name.count == 4 || name.count == 5 || name.count == 6, let first = name.first else { return false }
        switch first | 0x20 {
        case 0x68: return name.elementsEqual("hidden".utf8) && !value.elementsEqual("until-found".utf8)
        case 0x74:
            return name.elementsEqual("type".utf8)
                && ["hidden", "submit", "button", "checkbox", "radio", "password", "image", "reset"].contains(
                    String(decoding: value.prefix(12), as: UTF8.self).lowercased())
        case 0x73:
            guard name.elementsEqual("style".utf8) else { return false }
            let style = String(decoding: value.prefix(2000).filter { $0 > 0x20 }, as: UTF8.self).lowercased()
            return style.contains("display:none") || style.contains("visibility:hidden")
        default: return false
        }
    }

    /// Where the end tag of the element `name` begins, whose content begins here; the end where there is none.
    private func endTag(of name: String) -> Int {
        let name = Array(name.utf8)
        var place = index
        while place + 1 < bytes.count {
            guard let open = bytes[place...].firstIndex(of: 0x3C) else { return bytes.count }
            let end = open + 2 + name.count
            if end <= bytes.count, bytes[open + 1] == 0x2F,
                zip(bytes[(open + 2)..<end], name).allSatisfy({ $0 | 0x20 == $1 }),
                bytes.element(at: end).map({ Self.isSpace($0) || $0 == 0x3E || $0 == 0x2F }) ?? true
            {
                return open
            }
            place = open + 1
        }
        return bytes.count
    }

    // MARK: - Text

    /// Puts text with character references.
    private mutating func decode(_ content: ArraySlice<UInt8>) {
        var inner = HTMLText(bytes: Array(content))
        while inner.index < inner.bytes.count {
            let byte = inner.bytes[inner.index]
            if byte == 0x26 {
                let (scalar, length) = inner.reference(at: inner.index)
                append(scalar)
                inner.index += length
            } else {
                if Self.isSpace(byte) { space(byte) } else { put(byte) }
                inner.index += 1
            }
        }
    }

    /// The character that the reference at `place` stands for and the reference's length; `&` where it is none.
    private func reference(at place: Int) -> (Unicode.Scalar, Int) {
        var end = place + 1
        if bytes.element(at: end) == 0x23 {
            end += 1
            let isHexadecimal = bytes.element(at: end).map { $0 | 0x20 == 0x78 } ?? false
            if isHexadecimal { end += 1 }
            let start = end
            var number: UInt32 = 0
            while let byte = bytes.element(at: end), let digit = Self.digit(byte, isHexadecimal), end - start < 12 {
                number = min(number * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
                end += 1
            }
            guard end > start else { return ("&", 1) }
            if bytes.element(at: end) == 0x3B { end += 1 }
            return (CharacterReference.numbered(number), end - place)
        }
        while let byte = bytes.element(at: end), Self.isLetter(byte) || byte &- 0x30 < 10, end - place < 12 { end += 1 }
        guard let scalar = CharacterReference.named(bytes[(place + 1)..<end]) else { return ("&", 1) }
        if bytes.element(at: end) == 0x3B { end += 1 }
        return (scalar, end - place)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if scalar == " " || scalar == "\n" || scalar == "\t" { return space(0x20) }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { put(byte) }
    }

    private mutating func put(_ byte: UInt8) {
        if hidden != nil { return }
        if breaks > 0 {
            if !out.isEmpty { out += repeatElement(0x0A, count: breaks) }
        } else if needsSpace, !out.isEmpty, out.last != 0x0A {
            out.append(0x20)
        }
        breaks = 0
        needsSpace = false
        // Control characters are errors in HTML, and no text elsewhere either.
        out.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
    }

    private mutating func space(_ byte: UInt8) {
        guard preformatted > 0 else {
            needsSpace = true
            return
        }
        if byte == 0x0A { breaks = min(breaks + 1, 2) } else { needsSpace = true }
    }

    private mutating func lineBreak(_ count: Int) {
        breaks = max(breaks, count)
        needsSpace = false
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46 where isHexadecimal: UInt32(byte) - 0x37
        case 0x61...0x66 where isHexadecimal: UInt32(byte) - 0x57
        default: nil
        }
    }
}

extension Array {
    /// The element at `index`; nil beyond the end.
    func element(at index: Int) -> Element? { index < count ? self[index] : nil }
}
