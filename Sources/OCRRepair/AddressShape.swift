// SPDX-License-Identifier: GPL-3.0-or-later

/// A web or mail address as it was read, cut into its parts.
///
/// Mends misread schemes (`http:/Awww.` for `http://www.`), commas and hyphens for dots (`www,kunta.fi`,
/// `kunta-fi`), capitals in hosts (`ykI.kirjastot.fi`: host names are written small), slashes lost or misread behind the
/// country (`kunta.filpalvelut`), dots lost or doubled (`wwwkunta.fi`, `www..kunta.fi`), endings of pages (`.hunl`) and
/// signs that no address holds (`|` for l).
struct AddressShape {
    /// The scheme with its marks, as it is to be written; empty where there is none.
    private var scheme: [UInt8] = []
    /// The host; of a mail address with what stands before @.
    var host: [UInt8]
    /// The path and all behind it.
    var path: [UInt8]

    /// The address as it is now.
    var text: [UInt8] { scheme + host + path }

    /// The address that `run` is; nil where it is none.
    init?(_ run: ArraySlice<UInt8>) {
        var rest = run
        if run.starts(with: "http".utf8) {
            rest = rest.dropFirst(4)
            scheme = Array("http".utf8)
            if rest.first == UInt8(ascii: "s") {
                scheme.append(UInt8(ascii: "s"))
                rest = rest.dropFirst()
            }
            let marks = rest.prefix { !Self.isName($0) }
            guard !marks.isEmpty, marks.count <= 5 else { return nil }
            rest = rest.dropFirst(marks.count)
            rest = marks.elementsEqual("://".utf8) ? Self.withWholeHead(rest) : Self.withHead(rest)
            scheme += "://".utf8
        } else if run.starts(with: "www-.".utf8) {
            // Its hyphen goes when the host is mended.
        } else if run.starts(with: "www-".utf8), run.suffix(3).elementsEqual(".fi".utf8),
            run.count(where: { $0 == UInt8(ascii: ".") }) == 1
        {
            // Likewise.
        } else if run.starts(with: "www".utf8), let mark = run.dropFirst(3).first, ".,".utf8.contains(mark) {
            // The host's own parts tell whether a comma was a dot.
            guard mark == UInt8(ascii: ".") || run.dropFirst(4).contains(UInt8(ascii: ".")) else { return nil }
        } else {
            guard let at = run.firstIndex(of: UInt8(ascii: "@")), at > run.startIndex,
                run[..<at].allSatisfy({ Self.isName($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") })
            else { return nil }
        }
        let hostEnd = rest.firstIndex { "/?#:;()\\=&~*%+".utf8.contains($0) } ?? rest.endIndex
        guard hostEnd > rest.startIndex else { return nil }
        host = Array(rest[..<hostEnd])
        path = Array(rest[hostEnd...])
    }

    init?(_ run: [UInt8]) { self.init(run[...]) }

    /// `rest` with `www.` put back where its letters and the second slash were read as others: `Awww.`, `Avww,`, `Avww`.
    private static func withHead(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = rest.prefix { "AMVvw\\".utf8.contains($0) }
        guard (2...4).contains(head.count), head.last == UInt8(ascii: "w"), let first = head.first else { return rest }
        let behind = rest.dropFirst(head.count)
        if behind.first == UInt8(ascii: ".") || behind.first == UInt8(ascii: ",") {
            return (Array("www.".utf8) + behind.dropFirst())[...]
        }
        // The dot was lost too. A capital and two more are no name's beginning.
        return "AMV\\".utf8.contains(first) && head.count >= 3 ? (Array("www.".utf8) + behind)[...] : rest
    }

    /// Likewise behind a scheme that was read right: `Awww.`, `mww.`, and `ww.` before a host of two parts or more.
    private static func withWholeHead(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = rest.prefix { "AMVmvw\\".utf8.contains($0) }
        let behind = rest.dropFirst(head.count)
        guard head.count <= 4, head.suffix(2).elementsEqual("ww".utf8), behind.first == UInt8(ascii: "."),
            head.count > 2 || behind.prefix(while: { $0 != 0x2F }).count(where: { $0 == UInt8(ascii: ".") }) > 1
        else { return rest }
        return (Array("www".utf8) + behind)[...]
    }

    // MARK: - Going on

    /// Whether the address ends with a dot and cannot be whole: its host has no country yet, or its file no ending.
    var isOpen: Bool {
        guard text.last == UInt8(ascii: ".") else { return false }
        return path.isEmpty ? !WordShape.hostEndings.contains(Self.lastLabel(host.dropLast())) : true
    }

    /// Whether the open address goes on with `next`.
    func goesOn(with next: ArraySlice<UInt8>) -> Bool {
        guard !next.contains(UInt8(ascii: "@")) else { return false }
        let label = next.prefix { Self.isName($0) }
        guard !label.isEmpty, label.count < 64, !label.contains(where: { (0x41...0x5A).contains($0) }) else {
            return false
        }
        let behind = next[label.endIndex...]
        let ends = behind.allSatisfy { ".,;:!?)>]\"'".utf8.contains($0) }
        let name = String(decoding: label, as: UTF8.self)
        if !path.isEmpty {
            return WordShape.fileEndings.contains(name)
                && (ends || behind.first.map { "?#".utf8.contains($0) } == true)
        }
        if let mark = behind.first, "/?".utf8.contains(mark), behind.count > 1 { return true }
        if ends { return WordShape.hostEndings.contains(name) || behind.first == UInt8(ascii: ".") && label.count > 2 }
        return behind.first == UInt8(ascii: ".") && behind.dropFirst().first.map(Self.isName) == true
    }

    private static func lastLabel(_ host: ArraySlice<UInt8>) -> String {
        let label = host.lastIndex(of: UInt8(ascii: ".")).map { host[($0 + 1)...] } ?? host
        return String(decoding: label, as: UTF8.self)
    }

    // MARK: - Mending

    /// Puts right what can be nothing else; `isWord` tells words of Finnish.
    mutating func mend(isWord: ([UInt8]) -> Bool) {
        // Mail names may have capitals and hyphens, and few are long enough to tell.
        guard !host.contains(UInt8(ascii: "@")) else { return }
        mendHost()
        host = Self.mended(host, isWord: isWord)
        splitCountry(isWord: isWord)
        splitLanguage(isWord: isWord)
        mendPath()
        path = Self.mended(path, isWord: isWord)
    }

    private mutating func mendHost() {
        if host.starts(with: "www,".utf8) { host[3] = UInt8(ascii: ".") }
        if host.starts(with: "www-.".utf8) { host.remove(at: 3) }
        // A comma within a host was a dot, unless another host begins behind it.
        for index in host.indices.dropFirst()
        where host[index] == UInt8(ascii: ",") && index + 1 < host.endIndex && Self.isName(host[index + 1])
            && !host[(index + 1)...].starts(with: "www".utf8)
            && !WordShape.hostEndings.contains(Self.lastLabel(host[..<index]))
        {
            host[index] = UInt8(ascii: ".")
        }
        // `www-kunta.fi`, `fi-wikipedia.org`: of a host of two parts, what goes before them.
        if host.count(where: { $0 == UInt8(ascii: ".") }) == 1 {
            for head in ["www-", "fi-"] where host.starts(with: head.utf8) && host.count > head.utf8.count + 4 {
                host[head.utf8.count - 1] = UInt8(ascii: ".")
            }
        }
        if let dot = host.lastIndex(of: UInt8(ascii: ".")),
            let meant = Self.misreadEndings[String(decoding: host[(dot + 1)...], as: UTF8.self)]
        {
            host.replaceSubrange((dot + 1)..., with: meant.utf8)
        }
        // No part of a host is empty or begins with a hyphen; three dots leave something out.
        for index in host.indices.dropFirst().reversed()
        where host[index - 1] == UInt8(ascii: ".") && ".-".utf8.contains(host[index])
            && !host[..<(index - 1)].reversed().starts(with: ".".utf8)
            && !host[(index + 1)...].starts(with: ".".utf8)
        {
            host.remove(at: index)
        }
        // `wwwkunta.fi`; hosts of three parts may well be called `wwwedu.kunta.fi`.
        if host.starts(with: "www".utf8), host.count > 6, (0x61...0x7A).contains(host[3]),
            host.count(where: { $0 == UInt8(ascii: ".") }) == 1
        {
            host.insert(UInt8(ascii: "."), at: 3)
        }
        // The capital I is a small l among small letters.
        if !host.contains(where: { (0x41...0x5A).contains($0) && $0 != UInt8(ascii: "I") }) {
            for index in host.indices where host[index] == UInt8(ascii: "I") || host[index] == UInt8(ascii: "|") {
                host[index] = UInt8(ascii: "l")
            }
        }
        if host.suffix(3).elementsEqual("_fi".utf8) { host[host.count - 3] = UInt8(ascii: ".") }
        // `kunta-fi`: no host ends so, but with a dot it does.
        var end = host.endIndex
        while end > 0, ".,".utf8.contains(host[end - 1]) { end -= 1 }
        if let hyphen = host[..<end].lastIndex(of: UInt8(ascii: "-")), hyphen > 0,
            ["fi", "com", "net", "org"].contains(String(decoding: host[(hyphen + 1)..<end], as: UTF8.self))
        {
            host[hyphen] = UInt8(ascii: ".")
        }
    }

    /// Cuts a host in two behind its country, where a slash was lost there (`kunta.fipalvelut`) or read as a letter
    /// (`kunta.filpalvelut`).
    private mutating func splitCountry(isWord: ([UInt8]) -> Bool) {
        guard let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return }
        let label = host[(dot + 1)...]
        guard label.count > 2, label.starts(with: "fi".utf8), label.allSatisfy({ Self.isName($0) }),
            !Self.otherCountries.contains(String(decoding: label, as: UTF8.self))
        else { return }
        let rest = label.dropFirst(2)
        let first = rest.first ?? 0
        // `kunta.fi-sivuilla`: the hyphen is an ending's.
        guard first != UInt8(ascii: "-") else { return }
        let isSlash = "lif1I".utf8.contains(first)
        guard rest.count > 1 else {
            // `kunta.fil`: a slash at the end.
            if isSlash || first == UInt8(ascii: "t") {
                host.removeLast()
                path.insert(UInt8(ascii: "/"), at: 0)
            }
            return
        }
        func word(_ part: ArraySlice<UInt8>) -> [UInt8] { Array(part.prefix { (0x61...0x7A).contains($0 | 0x20) }) }
        let whole = word(rest)
        let short = word(rest.dropFirst())
        // Without a word to go by a doubled beginning, or one that no word has, was a slash.
        let isMisread =
            isSlash && !whole.elementsEqual("fi".utf8)
            && (isWord(short) && !isWord(whole) || !isWord(whole) && whole.count > 2 && !Self.mayBegin(whole))
        host.removeSubrange((dot + 3)...)
        path = [UInt8(ascii: "/")] + (isMisread ? rest.dropFirst() : rest) + path
    }

    /// Cuts the first part of a path behind the language where the slash was lost or misread (`kunta.fi/filaki` for
    /// `kunta.fi/fi/laki`), where that leaves a word and the whole is none.
    private mutating func splitLanguage(isWord: ([UInt8]) -> Bool) {
        guard host.suffix(3).elementsEqual(".fi".utf8), path.starts(with: "/fi".utf8) else { return }
        let part = Array(path.dropFirst().prefix { (0x61...0x7A).contains($0) })
        let rest = Array(part.dropFirst(2))
        guard rest.count >= 4, !isWord(part) else { return }
        if isWord(rest) {
            path.insert(UInt8(ascii: "/"), at: 3)
        } else if rest.count > 4, "lti".utf8.contains(rest[0]), isWord(Array(rest.dropFirst())) {
            path[3] = UInt8(ascii: "/")
        }
    }

    /// Whether a word may begin with the first two letters of `word`.
    private static func mayBegin(_ word: [UInt8]) -> Bool {
        guard word.count > 1 else { return true }
        let vowels = "aeiouy".utf8
        return vowels.contains(word[0]) ? word[0] != word[1] : vowels.contains(word[1])
    }

    /// What the last parts of hosts are read as that no host has.
    private static let misreadEndings = ["edw": "edu", "ew": "eu", "nev": "net", "corn": "com", "f": "fi", "fl": "fi"]

    /// Top level domains besides .fi that begin so.
    private static let otherCountries: Set<String> = [
        "film", "final", "finance", "financial", "fire", "firestone", "firmdale", "fish", "fishing", "fit", "fitness",
    ]

    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
