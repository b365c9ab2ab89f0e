// SPDX-License-Identifier: GPL-3.0-or-later

/// A web or mail address as it was read, cut into its parts.
///
/// Mends misread schemes (`http:/Awww.` for `http://www.`), commas and hyphens for dots (`www,kunta.fi`,
/// `kunta-fi`), capitals in hosts (`ykI.kirjastot.fi`: host names are written small), slashes lost or misread behind the
/// country (`kunta.filpalvelut`), dots lost or doubled (`wwwkunta.fi`, `www..kunta.fi`), endings of pages (`.hunl`) and
/// signs that no address holds (`|` for l).
struct AddressShape {
    /// The scheme with its marks, as it is to be written; empty where there is none.
    private(set) var scheme: [UInt8] = []
    /// The host; of a mail address with what stands before @.
    var host: [UInt8]
    /// The path and all behind it.
    var path: [UInt8]

    /// The address as it is now.
    var text: [UInt8] { scheme + host + path }

    /// The address that `run` is; nil where it is none.
    init?(_ run: ArraySlice<UInt8>) {
        var rest = run
        if let read = Self.schemes.first(where: { run.starts(with: $0) }) {
            rest = rest.dropFirst(read.count)
            scheme = Array("http".utf8)
            if rest.first == UInt8(ascii: "s") {
                scheme.append(UInt8(ascii: "s"))
                rest = rest.dropFirst()
            }
            let marks = rest.prefix { !Self.isName($0) }
            // An address in another's parameters is written with percent signs.
            guard let mark = marks.first, mark != UInt8(ascii: "%"), marks.count <= 5,
                read.count == 4 && read[1] == UInt8(ascii: "t") || marks.contains(UInt8(ascii: "/"))
            else { return nil }
            rest = rest.dropFirst(marks.count)
            rest = marks.elementsEqual("://".utf8) ? Self.withWholeHead(rest) : Self.withHead(rest)
            // The second slash and an l look like an M or an A together (`http:/Muettelo.` for `http://luettelo.`).
            if let next = rest.dropFirst().first, "aeiou".utf8.contains(next),
                rest.first == UInt8(ascii: "M") && marks.elementsEqual(":/".utf8) || rest.first == UInt8(ascii: "A")
            {
                rest = ([UInt8(ascii: "l")] + rest.dropFirst())[...]
            }
            // `http://www:kunta.fi`: no port has letters.
            if rest.starts(with: "www:".utf8), let next = rest.dropFirst(4).first, (0x61...0x7A).contains(next) {
                rest = ("www.".utf8 + rest.dropFirst(4))[...]
            }
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

    /// What `http` is read as, itself first.
    private static let schemes = ["http", "htp", "hitp", "htip", "nttp", "bttp", "hltp", "htlp", "hftp"].map {
        Array($0.utf8)
    }

    /// `rest` with `www.` put back where its letters and the second slash were read as others: `Awww.`, `Avww,`, `Avww`.
    private static func withHead(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = rest.prefix { "AMVWhmvw\\".utf8.contains($0) }
        guard (2...5).contains(head.count), head.last == UInt8(ascii: "w"), let first = head.first else { return rest }
        let behind = rest.dropFirst(head.count)
        // `www2.`
        if let next = behind.first, (0x30...0x39).contains(next) { return (Array("www".utf8) + behind)[...] }
        if behind.first == UInt8(ascii: ".") || behind.first == UInt8(ascii: ",") {
            return (Array("www.".utf8) + behind.dropFirst())[...]
        }
        // The dot was lost too. A capital and two more are no name's beginning.
        return "AMVW\\".utf8.contains(first) && head.count >= 3 ? (Array("www.".utf8) + behind)[...] : rest
    }

    /// Likewise behind a scheme that was read right: `Awww.`, `mww.`, and `ww.` before a host of two parts or more.
    private static func withWholeHead(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = rest.prefix { "AMVWhmvw\\".utf8.contains($0) }
        let behind = rest.dropFirst(head.count)
        guard head.count <= 5, head.suffix(2).elementsEqual("ww".utf8), behind.first == UInt8(ascii: "."),
            head.count > 2 || behind.prefix(while: { $0 != 0x2F }).count(where: { $0 == UInt8(ascii: ".") }) > 1
        else { return rest }
        return (Array("www".utf8) + behind)[...]
    }

    // MARK: - Mending

    /// Puts right what can be nothing else; `isWord` tells words of Finnish.
    ///
    /// - Parameters:
    ///   - isDamaged: Whether the path is to be mended, too.
    ///   - isWord: Whether letters are a word of Finnish.
    mutating func mend(isDamaged: Bool = true, isWord: ([UInt8]) -> Bool) {
        // Mail names may have capitals and hyphens, and few are long enough to tell.
        guard !host.contains(UInt8(ascii: "@")) else { return }
        mendHost()
        // A speck behind the slash.
        for speck in ["/'", "/’"] where path.starts(with: speck.utf8) {
            path.replaceSubrange(..<speck.utf8.count, with: "/".utf8)
        }
        guard isDamaged else {
            splitCountry(isWord: isWord)
            return
        }
        host = Self.mended(host, isWord: isWord)
        splitCountry(isWord: isWord)
        splitLanguage(isWord: isWord)
        mendPath()
        mendSlashes(isWord: isWord)
        path = Self.mended(path, isWord: isWord)
        mendWords(isWord: isWord)
    }

    private mutating func mendHost() {
        if host.starts(with: "Www.".utf8) { host[0] = UInt8(ascii: "w") }
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
        // `www.kuntafi`: no country is called so.
        if let dot = host.lastIndex(of: UInt8(ascii: ".")), host.endIndex - dot > 6,
            host.suffix(2).elementsEqual("fi".utf8), Self.isLetterOrDigit(host[host.count - 3])
        {
            host.insert(UInt8(ascii: "."), at: host.count - 2)
        }
        // One stroke read twice, as it is at the beginning of a part: `www.|laki.fi`.
        for index in host.indices.dropLast().reversed()
        where host[index] == UInt8(ascii: "|") && host[index + 1] == UInt8(ascii: "l") {
            host.remove(at: index)
        }
        // `ykLkunta.fi`: an l and the dot.
        for index in host.indices.dropFirst().dropLast().reversed()
        where host[index] == UInt8(ascii: "L") && (0x61...0x7A).contains(host[index - 1])
            && (0x61...0x7A).contains(host[index + 1])
        {
            host.replaceSubrange(index...index, with: "l.".utf8)
        }
        // No word has three in a row (`keskusiiitto`).
        for index in host.indices.dropFirst(3).dropLast() where host[(index - 2)...index].elementsEqual("iii".utf8) {
            host[index - 2] = UInt8(ascii: "l")
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

    /// What the last parts of hosts are read as that no host has.
    private static let misreadEndings = ["edw": "edu", "ew": "eu", "nev": "net", "corn": "com", "f": "fi", "fl": "fi"]

    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
