// SPDX-License-Identifier: GPL-3.0-or-later

/// Signs in what stands behind the host that no address has there, and letters that stand for signs.
extension AddressShape {
    /// Puts right signs that were read as others: `£` for f, `"` for `*`, `?7DB=` for `?DB=`, `&ltemid` for `&Itemid`.
    mutating func mendSigns() {
        func byte(_ index: Int) -> UInt8 { path.indices.contains(index) ? path[index] : 0 }
        // RFC 3986 has none of these; the letters are of hexadecimal digits, mostly.
        replace("£", by: "f")
        replace("¢", by: "c")
        replace("/egi-bin/", by: "/cgi-bin/")
        replace("/Awp-", by: "/wp-")
        if host.suffix(3).elementsEqual(".fi".utf8), path.starts(with: "/i-F".utf8) {
            path.insert(UInt8(ascii: "f"), at: 1)
        }
        // The ending of a page, and half its l.
        for ending in [".htm!", ".shtm!", ".phtm!"] where path.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            path[path.endIndex - 1] = UInt8(ascii: "l")
        }
        for index in path.indices.reversed() {
            switch path[index] {
            case UInt8(ascii: "\"")
            where Self.isLetterOrDigit(byte(index - 1)) && Self.isLetterOrDigit(byte(index + 1)):
                path[index] = UInt8(ascii: "*")
            case UInt8(ascii: "7"), UInt8(ascii: "1"):
                // A question mark and the figure that it was read as, too: `?7DB=`, `/71ID=`.
                let isAsked = byte(index - 1) == UInt8(ascii: "?")
                guard isAsked || byte(index - 1) == UInt8(ascii: "7") && byte(index - 2) == UInt8(ascii: "/"),
                    path[index] == UInt8(ascii: "7") || path[(index + 1)...].starts(with: "ID=".utf8),
                    Self.isCapital(byte(index + 1)),
                    path[(index + 1)...].drop(while: Self.isLetter).first == UInt8(ascii: "=")
                else { continue }
                path[index - 1] = UInt8(ascii: "?")
                path.remove(at: index)
            case UInt8(ascii: "0")
            where "?&/".utf8.contains(byte(index - 1)) && path[(index + 1)...].starts(with: "pen".utf8):
                path[index] = UInt8(ascii: "O")
            case UInt8(ascii: "O")
            where "-=".utf8.contains(byte(index - 1)) && "&;".utf8.contains(byte(index + 1)):
                path[index] = UInt8(ascii: "0")
            case UInt8(ascii: "l") where !Self.isName(byte(index - 1)) || (0x61...0x7A).contains(byte(index - 1)):
                mendCapital(at: index)
            case UInt8(ascii: "I") where Self.isLetter(byte(index - 1)) && byte(index + 1) == UInt8(ascii: "="):
                // `?hI=fi`: a name in small letters.
                let name = path[..<index].reversed().prefix(while: Self.isLetter)
                if name.allSatisfy({ !Self.isCapital($0) }), "?&;".utf8.contains(byte(index - name.count - 1)) {
                    path[index] = UInt8(ascii: "l")
                }
            default: break
            }
        }
        mendAmpersands()
    }

    /// Makes an I of the l at `index` where a name begins that no word begins with: `/lntro`, `&ltemid=`, `viewltem=`.
    private mutating func mendCapital(at index: Int) {
        let rest = path[(index + 1)...]
        let name = rest.prefix(while: Self.isLetter)
        let isFirst = index == path.startIndex || !Self.isLetterOrDigit(path[index - 1])
        if name.starts(with: "tem".utf8) {
            let behind = String(decoding: name.dropFirst(3), as: UTF8.self)
            guard ["", "s", "id", "ID", "Id"].contains(behind) else { return }
        } else {
            guard isFirst, name.first == UInt8(ascii: "n"), name.count > 3, name.allSatisfy({ !Self.isCapital($0) })
            else { return }
        }
        path[index] = UInt8(ascii: "I")
    }

    /// Puts back the ampersand before a name and its sign of equality that was read as é (`id=2éulang=fin`).
    private mutating func mendAmpersands() {
        let read = Array("é".utf8)
        guard path.count > 4, path.contains(UInt8(ascii: "?")) else { return }
        for index in path.indices.dropLast().reversed()
        where path[index...].starts(with: read) && index > 0 && Self.isLetterOrDigit(path[index - 1]) {
            let name = path[(index + read.count)...].prefix(while: Self.isLetter)
            guard name.count > 1, path[name.endIndex...].first == UInt8(ascii: "=") else { continue }
            path.replaceSubrange(index..<(index + read.count), with: [UInt8(ascii: "&")])
        }
    }

    /// Puts right the parts of the path that are no words, where one likely change makes a word of them, or two and a
    /// slash: `iehdet` for `lehdet`, `Aietopalvelu` for `tietopalvelu`, `suomilkirjasto` for `suomi/kirjasto`.
    mutating func mendWords(isWord: ([UInt8]) -> Bool) {
        let end = path.firstIndex { "?#&=%".utf8.contains($0) } ?? path.endIndex
        var parts: [Range<Int>] = []
        var begin = path.startIndex
        while begin < end {
            let part = path[begin..<end].prefix(while: Self.isLetter)
            if part.count >= 6, begin > path.startIndex, "/_".utf8.contains(path[begin - 1]),
                part.dropFirst().allSatisfy({ !Self.isCapital($0) || $0 == UInt8(ascii: "V") }),
                path[part.endIndex...].first.map({ "/_.-".utf8.contains($0) }) ?? true
            {
                parts.append(part.indices)
            }
            begin = max(begin, part.endIndex) + 1
        }
        for part in parts.reversed() where !isWord(Array(path[part])) {
            let meant = Self.words(for: Array(path[part]), isWord: isWord)
            if meant.count == 1 { path.replaceSubrange(part, with: meant[0]) }
        }
    }

    /// What `part` may have been, that is a word, or two with a slash between.
    private static func words(for part: [UInt8], isWord: ([UInt8]) -> Bool) -> [[UInt8]] {
        let rest = Array(part.dropFirst())
        switch part[0] {
        case UInt8(ascii: "i"): return ["l".utf8 + rest].filter(isWord)
        case UInt8(ascii: "A"): return [rest, "t".utf8 + rest, "l".utf8 + rest].filter(isWord)
        case UInt8(ascii: "j") where part[1] == part[0]: return [rest]
        default: break
        }
        return part.indices.dropFirst(4).dropLast(4).compactMap { index in
            let (left, right) = (Array(part[..<index]), Array(part[(index + 1)...]))
            switch part[index] {
            case UInt8(ascii: "V"):
                return isWord(left + "t".utf8) && isWord(right) ? left + "t/".utf8 + right : nil
            case UInt8(ascii: "l"):
                // What is written without its dots is no word, either (`henkilosto`).
                return !"aeiouy".utf8.contains(right[0]) && isWord(left) && isWord(right)
                    ? left + "/".utf8 + right : nil
            default: return nil
            }
        }
    }
}
