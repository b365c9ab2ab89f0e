// SPDX-License-Identifier: GPL-3.0-or-later

/// What can be put right behind the host of an address.
extension AddressShape {
    /// Puts right what stands behind the host and can be nothing else.
    mutating func mendPath() {
        if path.first == UInt8(ascii: "\\") { path[0] = UInt8(ascii: "/") }
        // The language of a Finnish site, behind its country.
        if host.suffix(3).elementsEqual(".fi".utf8) {
            for read in ["/ti/", "/fii/", "/fl/"] where path.starts(with: read.utf8) {
                path.replaceSubrange(..<read.utf8.count, with: "/fi/".utf8)
            }
        }
        // `classI|D`: two readings of one stroke. Else a stroke is a small l.
        for (read, meant) in [("|ID", "ID"), ("I|D", "ID"), ("1|D", "ID"), ("|D", "ID")] { replace(read, by: meant) }
        // Before a capital it is what it looks like.
        for index in path.indices
        where path[index] == UInt8(ascii: "|")
            && !(index + 1 < path.endIndex && (0x41...0x5A).contains(path[index + 1]))
        {
            path[index] = UInt8(ascii: "l")
        }
        mendSigns()
        mendPercents()
        mendIdentifiers()
        mendLanguages()
        // A question mark is read as a figure: one stands before the first name and its sign of equality.
        if !path.contains(UInt8(ascii: "?")), let equal = path.firstIndex(of: UInt8(ascii: "=")) {
            let name = path[..<equal].reversed().prefix { (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F }.count
            let mark = equal - name - 1
            if name > 0, mark > 0, "27".utf8.contains(path[mark]),
                path[mark - 1] == UInt8(ascii: "/") || Self.endsPage(path[..<mark])
            {
                path[mark] = UInt8(ascii: "?")
            }
        }
        // A page's ending, and the dot before it.
        for ending in ["-html", "-htm", "-shtml", "-php", "-aspx"]
        where path.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            let hyphen = path.count - ending.utf8.count
            if path[..<hyphen].last == UInt8(ascii: ".") {
                path.remove(at: hyphen)
            } else {
                path[hyphen] = UInt8(ascii: ".")
            }
        }
        if let dot = path.lastIndex(of: UInt8(ascii: ".")) {
            let ending = path[(dot + 1)...].prefix { Self.isName($0) }
            if let meant = Self.endings[String(decoding: ending, as: UTF8.self)] {
                path.replaceSubrange(ending.indices, with: meant.utf8)
            }
        }
    }

    /// Puts `meant` where the path has `read`.
    mutating func replace(_ read: String, by meant: String) {
        let old = Array(read.utf8)
        guard path.count >= old.count else { return }
        for index in path.indices.reversed() where path[index...].starts(with: old) {
            path.replaceSubrange(index..<(index + old.count), with: meant.utf8)
        }
    }

    /// Whether `path` ends with the ending of a page that is asked something.
    private static func endsPage(_ path: ArraySlice<UInt8>) -> Bool {
        let ending = path.reversed().prefix { isName($0) }.reversed()
        return ending.count < path.count
            && ["php", "asp", "aspx", "jsp", "cgi", "html", "htm"].contains(String(decoding: ending, as: UTF8.self))
    }

    /// What endings of pages are read as.
    private static let endings = [
        "hunl": "html", "huml": "html", "htrnl": "html", "htmi": "html", "htmI": "html", "htm1": "html", "btml": "html",
        "hunI": "html", "hum": "htm", "htrn": "htm", "btm": "htm",
    ]

    /// Puts the I back in `fi-FI`, `fi_FI` and `/FI/`, which is read as l or i, and the slash behind `fi-FI`.
    private mutating func mendLanguages() {
        let isSeam = { (byte: UInt8) in "/?&=;".utf8.contains(byte) }
        var index = path.startIndex
        while index + 1 < path.endIndex {
            defer { index += 1 }
            guard isSeam(path[index]) else { continue }
            let name = path[(index + 1)...].prefix { Self.isName($0) || $0 == UInt8(ascii: "_") }
            let country = name.suffix(2)
            if path[index] == UInt8(ascii: "/"), name.elementsEqual("fi-F".utf8) {
                path.insert(UInt8(ascii: "I"), at: name.endIndex)
            } else if name.count == 5 && (name.starts(with: "fi-".utf8) || name.starts(with: "fi_".utf8))
                || name.count == 2 && country.last == UInt8(ascii: "l"),
                country.first == UInt8(ascii: "F"), let last = country.last, "li1".utf8.contains(last)
            {
                path[name.endIndex - 1] = UInt8(ascii: "I")
            } else if path[index] == UInt8(ascii: "/"), name.count > 8, name.starts(with: "fi-".utf8),
                ["fi", "FI", "Fl"].contains(String(decoding: name.dropFirst(3).prefix(2), as: UTF8.self)),
                name.dropFirst(5).allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") })
            {
                if path[index + 5] == UInt8(ascii: "l") { path[index + 5] = UInt8(ascii: "I") }
                path.insert(UInt8(ascii: "/"), at: index + 6)
            }
        }
    }

    /// Makes hexadecimal digits of what stands behind a percent sign (`%2O`; RFC 3986, 2.1), and a percent sign of ¥.
    private mutating func mendPercents() {
        let yen = Array("¥".utf8)
        var index = path.startIndex
        while index + 2 < path.endIndex {
            if path[index...].starts(with: yen), path[(index + 2)...].prefix(2).allSatisfy(Self.isHex) {
                path.replaceSubrange(index..<(index + 2), with: [UInt8(ascii: "%")])
            } else if path[index] == UInt8(ascii: "%"), Self.isHex(path[index + 1]),
                path[index + 2] == UInt8(ascii: "O")
            {
                path[index + 2] = UInt8(ascii: "0")
            }
            index += 1
        }
    }

    static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// Mends names and numbers that tell things apart: `pageID`, `_lng`, zeros beside digits, and universally unique
    /// identifiers (RFC 9562, 4), which hold nothing but hexadecimal digits.
    private mutating func mendIdentifiers() {
        func isLetter(_ index: Int) -> Bool {
            path.indices.contains(index) && (0x61...0x7A).contains(path[index] | 0x20)
        }
        func isSmall(_ index: Int) -> Bool { path.indices.contains(index) && (0x61...0x7A).contains(path[index]) }
        func isDigit(_ index: Int) -> Bool { path.indices.contains(index) && (0x30...0x39).contains(path[index]) }
        for index in path.indices.dropFirst() {
            switch path[index] {
            case UInt8(ascii: "D") where !isLetter(index + 1) && !isDigit(index + 1):
                // No name ends with lD, and none that is asked for is 1D.
                if path[index - 1] == UInt8(ascii: "l") && isLetter(index - 2)
                    || path[index - 1] == UInt8(ascii: "1") && index > 1 && "?&".utf8.contains(path[index - 2])
                {
                    path[index - 1] = UInt8(ascii: "I")
                }
            case UInt8(ascii: "d")
            where path[index - 1] == UInt8(ascii: "l") && isLetter(index - 2)
                && path[(index + 1)...].first == UInt8(ascii: "=") && !Self.endsWithLD(path[...index]):
                path[index - 1] = UInt8(ascii: "I")
            case UInt8(ascii: "I")
            where isSmall(index - 1) && isSmall(index + 1) && !"dlmnst".utf8.contains(path[index + 1]):
                // `dIk`: names within names are `Id`, `Info`, `Item`, `Image`, `Is`.
                path[index] = UInt8(ascii: "l")
            case UInt8(ascii: "I")
            where path[index - 1] == UInt8(ascii: "_") && path[index...].starts(with: "Ing=".utf8):
                path[index] = UInt8(ascii: "l")
            case UInt8(ascii: "O")
            where (isDigit(index - 1) || isDigit(index + 1)) && !isLetter(index - 1) && !isLetter(index + 1):
                // `H2O` is no number.
                let head = path[..<index].reversed().drop { (0x30...0x39).contains($0) }.first ?? 0
                if !(0x41...0x5A).contains(head) { path[index] = UInt8(ascii: "0") }
            default: break
            }
        }
        for index in path.indices where index == 0 || !isLetter(index - 1) && !isDigit(index - 1) {
            guard let meant = Self.identifier(path[index...].prefix(36)) else { continue }
            path.replaceSubrange(index..<(index + 36), with: meant)
        }
    }

    /// Whether `path` ends with an English word in -ld, and not with an Id that was read so.
    private static func endsWithLD(_ path: ArraySlice<UInt8>) -> Bool {
        let name = path.reversed().prefix { (0x61...0x7A).contains($0 | 0x20) }.reversed().map { $0 | 0x20 }
        return ["field", "child", "world", "old", "build", "hold", "gold", "yield", "fold"].contains {
            name.reversed().starts(with: $0.utf8.reversed())
        }
    }

    /// The universally unique identifier that `text` was, of 36 characters; nil where it was none or tells no more.
    private static func identifier(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count == 36 else { return nil }
        var result: [UInt8] = []
        var hexadecimal = 0
        for (place, byte) in text.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard byte == UInt8(ascii: "-") else { return nil }
                result.append(byte)
            } else if isHex(byte) && !(0x41...0x46).contains(byte) {
                hexadecimal += 1
                result.append(byte)
            } else if let meant = digits[byte] {
                result.append(meant)
            } else {
                return nil
            }
        }
        return hexadecimal >= 28 ? result : nil
    }

    /// What hexadecimal digits are read as.
    private static let digits: [UInt8: UInt8] = [
        UInt8(ascii: "O"): 0x30, UInt8(ascii: "o"): 0x30, UInt8(ascii: "l"): 0x31, UInt8(ascii: "I"): 0x31,
        UInt8(ascii: "S"): 0x35, UInt8(ascii: "B"): 0x38, UInt8(ascii: "h"): 0x62, UInt8(ascii: "t"): 0x66,
    ]

    /// `old` with what no Finnish word has mended in the parts that are words then: `opiskelw`, `superiiitto`.
    static func mended(_ old: [UInt8], isWord: ([UInt8]) -> Bool) -> [UInt8] {
        var text = old
        var begin = text.startIndex
        while begin < text.endIndex {
            let part = text[begin...].prefix { (0x61...0x7A).contains($0) }
            defer { begin = part.endIndex + 1 }
            guard part.count >= 5, !isWord(Array(part)) else { continue }
            var meant = Array(part)
            if meant.last == UInt8(ascii: "w") { meant[meant.count - 1] = UInt8(ascii: "u") }
            for index in meant.indices.dropFirst(2) where meant[(index - 2)...index].elementsEqual("iii".utf8) {
                meant[index - 2] = UInt8(ascii: "l")
            }
            if !meant.elementsEqual(part), isWord(meant) { text.replaceSubrange(part.indices, with: meant) }
        }
        return text
    }
}
