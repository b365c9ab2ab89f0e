// SPDX-License-Identifier: GPL-3.0-or-later

/// Spaces behind the host of an address: before a wide figure (`id=17 9102`), a sign (`a.php ?b=c`, `&b; =c`), where an
/// underscore was too thin to be seen (`sivu_09 fi.pdf`).
extension AddressShape {
    /// What stands between the address and `next`, which is a part of it: nothing or an underscore; nil where `next` is no
    /// part. An address goes on with what no sentence holds: signs, names of files, halves of numbers and identifiers.
    func joint(
        before next: ArraySlice<UInt8>, ahead: [ArraySlice<UInt8>], isLineEnd: Bool, isDamaged: Bool,
        isWord: ([UInt8]) -> Bool
    ) -> [UInt8]? {
        guard let last = text.last, let first = next.first, isDamaged || next.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        if "?&".utf8.contains(first), next.count > 2, next.contains(UInt8(ascii: "=")) { return [] }
        if isLineEnd {
            // A line ends within a long one.
            let goesOn = text.count > 40 && path.count > 1 && Self.isLetterOrDigit(last) && Self.isLetterOrDigit(first)
            return goesOn && Self.endsAsFile(next) && !Self.endsAsFile(path[...]) && !Self.isHost(next) ? [] : nil
        }
        if beginsWithSign(next) { return [] }
        guard !path.isEmpty, Self.isLetterOrDigit(first) else { return nil }
        if "+_%~".utf8.contains(last) { return [] }
        if "=&".utf8.contains(last) {
            var word = next
            while let last = word.last, ".,;:!?)>]".utf8.contains(last) { word.removeLast() }
            let hasSign = word.contains { $0 < 0x80 && !Self.isLetter($0) }
            return hasSign || word.allSatisfy(Self.isLetter) && !isWord(Array(word)) ? [] : nil
        }
        let goesOn = ahead.first.map { "=&%".utf8.contains($0.first ?? 0) && $0.count > 1 } ?? false
        // `wiki/Maan pinnan_muodot`
        let underscore = UInt8(ascii: "_")
        if path.contains(underscore) || path.contains(where: Self.isCapital), Self.isLetterOrDigit(last),
            !Self.isHost(next),
            !next.contains(where: { ".,;:!?)".utf8.contains($0) }),
            let other = ahead.first(where: { !$0.allSatisfy(Self.isLetterOrDigit) }), other.contains(underscore),
            !Self.isAddress(other), !other.contains(UInt8(ascii: "(")), other.first != underscore
        {
            return [underscore]
        }
        if last == UInt8(ascii: "?") { return goesOn || next.contains { "=&_".utf8.contains($0) } ? [] : nil }
        // A percent sign has two digits.
        if let digits = percentDigits {
            let word = next.prefix { Self.isName($0) }
            return digits < 2 || goesOn || !isWord(Array(word)) && word.contains { !(0x61...0x7A).contains($0) }
                ? [] : nil
        }
        if path.elementsEqual("/".utf8), !Self.isHost(next), next.contains(UInt8(ascii: "=")) { return [] }
        guard path.count > 1, Self.isLetterOrDigit(last) || "/-".utf8.contains(last), !Self.isHost(next) else {
            return nil
        }
        if Self.isLetterOrDigit(last), isFileEnding(next), !Self.endsAsFile(path[...]) { return [UInt8(ascii: ".")] }
        if Self.endsAsFile(next), !Self.endsAsFile(path[...]) {
            return seam(before: next, isDamaged: isDamaged, isWord: isWord)
        }
        guard last != UInt8(ascii: "-") else { return nil }
        // Signs that no word of a sentence holds.
        if next.contains(where: { "_=%&".utf8.contains($0) }) || next.count(where: { $0 == UInt8(ascii: "/") }) > 1 {
            return seam(before: next, isDamaged: isDamaged, isWord: isWord)
        }
        if goesOn, path.contains(UInt8(ascii: "?")) { return [] }
        if goesOnInNumber(with: next, ahead: ahead.first, isDamaged: isDamaged) { return [] }
        return nil
    }

    /// Whether `next` begins with a sign that stands within addresses only.
    private func beginsWithSign(_ next: ArraySlice<UInt8>) -> Bool {
        guard let first = next.first, let second = next.dropFirst().first else { return false }
        let isAsked = path.contains { "?=".utf8.contains($0) }
        let rest = next.dropFirst()
        switch first {
        case UInt8(ascii: "&"), UInt8(ascii: ";"): return isAsked && (Self.isLetterOrDigit(second) || second == 0x3D)
        case UInt8(ascii: "="): return isAsked && path.last != UInt8(ascii: "=") && second != UInt8(ascii: ">")
        case UInt8(ascii: ","): return isAsked && rest.allSatisfy { (0x30...0x39).contains($0) || $0 == first }
        case UInt8(ascii: "%"): return !path.isEmpty && rest.prefix(2).count(where: Self.isHex) == 2
        case UInt8(ascii: "+"): return path.contains(first) && (0x61...0x7A).contains(second)
        case UInt8(ascii: "-"): return path.last.map(Self.isHex) == true && Self.isPartOfIdentifier(next)
        case UInt8(ascii: "~"), UInt8(ascii: "_"): return Self.isLetterOrDigit(second)
        case UInt8(ascii: "/"):
            return (0x61...0x7A).contains(second | 0x20) && rest.contains { "/_.".utf8.contains($0) }
        case UInt8(ascii: "."):
            let ending = rest.prefix { Self.isName($0) }
            return !path.isEmpty && !Self.endsAsFile(path[...])
                && WordShape.fileEndings.contains(String(decoding: ending, as: UTF8.self))
        default: return false
        }
    }

    /// How many digits stand behind the percent sign that the path ends with, if it does: `%`, `%C`, `%C3`.
    private var percentDigits: Int? {
        guard let sign = path.suffix(5).lastIndex(of: UInt8(ascii: "%")) else { return nil }
        // `%253A`: a percent sign that was itself written so.
        let isTwice = path[sign...].starts(with: "%25".utf8) && path.endIndex - sign > 3
        let digits = path[(isTwice ? sign + 3 : sign + 1)...]
        guard digits.count < 3 else { return nil }
        return digits.allSatisfy(Self.isHex) ? digits.count : nil
    }

    /// Whether `run` begins with a host of its own (`kunta.fi/a`).
    private static func isHost(_ run: ArraySlice<UInt8>) -> Bool {
        let beginning = run.prefix { $0 != UInt8(ascii: "/") }
        guard let dot = beginning.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return WordShape.hostEndings.contains(String(decoding: beginning[(dot + 1)...], as: UTF8.self))
    }

    /// Whether `run` is the name of a file, up to what it is asked and the signs of a sentence.
    static func endsAsFile(_ run: ArraySlice<UInt8>) -> Bool {
        var name = run.prefix { !"?#".utf8.contains($0) }
        while let last = name.last, ".,;:!)>]".utf8.contains(last) { name.removeLast() }
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return false }
        return WordShape.fileEndings.contains(String(decoding: name[(dot + 1)...], as: UTF8.self))
    }

    /// Whether `run` is the ending of a page, whose dot was lost (`sivu htm`).
    private func isFileEnding(_ run: ArraySlice<UInt8>) -> Bool {
        let name = run.prefix { Self.isName($0) }
        return ["htm", "html", "shtml", "phtml", "php", "asp", "aspx", "jsp", "pdf"].contains(
            String(decoding: name, as: UTF8.self))
            && run[name.endIndex...].first.map { ".,;:)?#".utf8.contains($0) } ?? true
    }

    /// What was lost before `next`: an underscore between small letters, and behind figures where they do not go on.
    private func seam(before next: ArraySlice<UInt8>, isDamaged: Bool, isWord: ([UInt8]) -> Bool) -> [UInt8] {
        func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
        guard let last = path.last, let first = next.first else { return [] }
        let part = path.reversed().prefix { !"/?&=".utf8.contains($0) }
        if Self.isCapital(first), isSmall(last) || !isDamaged && (0x30...0x39).contains(last),
            !isDamaged || part.contains(UInt8(ascii: "_"))
        {
            return [UInt8(ascii: "_")]
        }
        guard isSmall(first) else { return [] }
        let name = next.prefix { Self.isLetterOrDigit($0) }
        if (0x30...0x39).contains(last) { return name.allSatisfy(Self.isHex) ? [] : [UInt8(ascii: "_")] }
        // One word torn: `tieto palvelut/a.html`.
        let begin = path.lastIndex { !Self.isLetter($0) }.map { $0 + 1 } ?? path.startIndex
        guard isSmall(last), !isWord(path[begin...] + name.prefix(while: isSmall)) else { return [] }
        return [UInt8(ascii: "_")]
    }

    /// Whether the number or identifier that the path ends with goes on with `next`.
    private func goesOnInNumber(
        with next: ArraySlice<UInt8>, ahead: ArraySlice<UInt8>?, isDamaged: Bool
    ) -> Bool {
        let tail = path.reversed().prefix { Self.isHex($0) || $0 == UInt8(ascii: "-") }
        guard let last = path.last, Self.isHex(last), tail.contains(where: { (0x30...0x39).contains($0) }) else {
            return false
        }
        if Self.isPartOfIdentifier(next) { return true }
        guard isDamaged else { return false }
        // A wide figure by itself.
        let isFigure = next.count < 3 && next.allSatisfy { (0x30...0x39).contains($0) }
        if isFigure, let ahead, Self.isPartOfIdentifier(ahead) { return true }
        guard (0x30...0x39).contains(last) else { return false }
        let digits = next.prefix { (0x30...0x39).contains($0) }
        let behind = next[digits.endIndex...]
        if digits.count > 0, behind.first == UInt8(ascii: "/") || behind.first == UInt8(ascii: "#") {
            // `1/2005` is a number of a journal.
            return !(behind.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false)
        }
        return digits.count > 4 && digits.first != UInt8(ascii: "0")
            && behind.allSatisfy { ".,;:)>]".utf8.contains($0) }
    }

    /// Whether `run` is figures and letters of an identifier, as no word and no number is.
    private static func isPartOfIdentifier(_ run: ArraySlice<UInt8>) -> Bool {
        let part = run.prefix { isHex($0) || $0 == UInt8(ascii: "-") }
        let behind = run[part.endIndex...]
        return part.count > 7 && part.contains { (0x30...0x39).contains($0) }
            && part.contains { (0x61...0x66).contains($0 | 0x20) }
            && behind.allSatisfy { !isLetterOrDigit($0) }
    }
}
