// SPDX-License-Identifier: GPL-3.0-or-later

/// Spaces that stand in an address, where one letter is far from the next (`www. kunta. fi`, `a.php ?id=2`) or a dot was
/// lost (`http://www.kunta fi`).
extension AddressShape {
    /// The address with `next`, which stands one space behind it.
    ///
    /// - Parameters:
    ///   - next: The run behind the address.
    ///   - ahead: The runs behind `next` on its line, each one space from the one before, which may tell what `next` is.
    ///   - isLineEnd: Whether a line ends between, where less is taken for a part.
    ///   - isDamaged: Whether the document is damaged; elsewhere a capital is taken to stand behind an underscore.
    ///   - isWord: Whether letters are a word of Finnish.
    /// - Returns: Both as one address; nil where `next` is no part of it.
    func joined(
        with next: ArraySlice<UInt8>, ahead: [ArraySlice<UInt8>] = [], isLineEnd: Bool, isDamaged: Bool = true,
        isWord: ([UInt8]) -> Bool
    ) -> AddressShape? {
        guard !next.contains(UInt8(ascii: "@")), !Self.isAddress(next) else { return nil }
        if text.last == UInt8(ascii: ".") {
            return goesOnBehindDot(with: next, ahead: ahead.first) ? AddressShape(text + next) : nil
        }
        if let at = host.lastIndex(of: UInt8(ascii: "@")) {
            return isLineEnd ? nil : joinedMail(with: next, host: host[(at + 1)...])
        }
        if isWhole {
            guard
                let joint = joint(
                    before: next, ahead: ahead, isLineEnd: isLineEnd, isDamaged: isDamaged, isWord: isWord)
            else {
                return nil
            }
            return AddressShape(text + joint + next)
        }
        guard !isLineEnd else { return nil }
        // `http://www.kunta .fi/a`
        if next.first == UInt8(ascii: "."), path.isEmpty, let first = next.dropFirst().first,
            (0x61...0x7A).contains(first)
        {
            return AddressShape(text + next)
        }
        guard lacksDot(before: next, ahead: ahead.first) else { return nil }
        return AddressShape(text + [UInt8(ascii: ".")] + next)
    }

    /// The mail address with `next`, which is the host, or the country that lacks its dot; nil where it is none.
    private func joinedMail(with next: ArraySlice<UInt8>, host: ArraySlice<UInt8>) -> AddressShape? {
        var core = next
        while let last = core.last, ".,;:!?)>]".utf8.contains(last) { core.removeLast() }
        let country = Self.lastLabel(core)
        guard path.isEmpty, ["fi", "com", "org", "net", "eu"].contains(country),
            core.allSatisfy({ Self.isName($0) && !Self.isCapital($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        if host.isEmpty { return core.count > country.utf8.count ? AddressShape(text + next) : nil }
        guard core.count == country.utf8.count, let last = host.last, Self.isLetterOrDigit(last),
            !WordShape.hostEndings.contains(Self.lastLabel(host))
        else { return nil }
        return AddressShape(text + [UInt8(ascii: ".")] + next)
    }

    /// Whether the host ends with a country or something stands behind it.
    private var isWhole: Bool {
        !path.isEmpty
            || host.contains(UInt8(ascii: ".")) && WordShape.hostEndings.contains(Self.lastLabel(host[...]))
    }

    /// Whether an address begins with `run`.
    static func isAddress(_ run: ArraySlice<UInt8>) -> Bool {
        run.starts(with: "http".utf8) || run.starts(with: "www".utf8)
    }

    /// Whether the address, which ends with a dot, cannot be whole and goes on with `next`: its host has no country yet, or
    /// its file no ending.
    private func goesOnBehindDot(with next: ArraySlice<UInt8>, ahead: ArraySlice<UInt8>?) -> Bool {
        // `http://www. |kunta.fi`
        let label = next.prefix { Self.isName($0) || $0 == UInt8(ascii: "|") }
        guard !label.isEmpty, label.count < 64 else { return false }
        // What was shared by way of a service ends so: `#.VS5M2fPyV1N`.
        if path.suffix(2).elementsEqual("#.".utf8) {
            return label.dropFirst().contains { Self.isCapital($0) || (0x30...0x39).contains($0) }
        }
        guard !label.contains(where: Self.isCapital) else { return false }
        let behind = next[label.endIndex...]
        let ends = behind.allSatisfy { ".,;:!?)>]\"'".utf8.contains($0) }
        let name = String(decoding: label, as: UTF8.self)
        if !path.isEmpty {
            if behind.count(where: { $0 == UInt8(ascii: "/") }) > 1 || Self.endsAsFile(next) { return true }
            return WordShape.fileEndings.contains(name)
                && (ends || behind.first.map { "?#/".utf8.contains($0) } == true)
        }
        // `http://fi. wikipedia.org`: no host is but a country.
        let isBare = !host.dropLast().contains(UInt8(ascii: "."))
        if !isBare, WordShape.hostEndings.contains(Self.lastLabel(host.dropLast())) { return false }
        if behind.first == UInt8(ascii: "/") || behind.first == UInt8(ascii: "?") && behind.count > 1 { return true }
        if behind.count == 0 || behind.elementsEqual(".".utf8), let ahead, Self.beginsWithCountry(ahead) { return true }
        if ends { return WordShape.hostEndings.contains(name) || behind.first == UInt8(ascii: ".") && label.count > 2 }
        if behind.first == UInt8(ascii: ":") { return WordShape.hostEndings.contains(name) }
        return behind.first == UInt8(ascii: ".") && behind.dropFirst().first.map(Self.isName) == true
    }

    /// Whether `run` is what stands behind the last dot of a host: a country that is no word, or one before a slash.
    private static func beginsWithCountry(_ run: ArraySlice<UInt8>) -> Bool {
        let run = run.first == UInt8(ascii: ".") ? run.dropFirst() : run
        let label = run.prefix { isName($0) }
        let behind = run[label.endIndex...]
        let name = String(decoding: label, as: UTF8.self)
        return WordShape.hostEndings.contains(name)
            && (behind.first == UInt8(ascii: "/")
                || ["fi", "com", "org", "net", "eu"].contains(name) && !(behind.first.map { $0 == 0x2D } ?? false))
    }

    /// Whether a dot was lost between the host and `next`: what follows begins with a country, or is what a host of one
    /// part lacks (`http://asiat kunta.fi`).
    private func lacksDot(before next: ArraySlice<UInt8>, ahead: ArraySlice<UInt8>?) -> Bool {
        guard !scheme.isEmpty || host.starts(with: "www.".utf8), let last = host.last, Self.isName(last),
            host.count(where: { $0 == UInt8(ascii: ".") }) != 1 || Self.lastLabel(host[...]).utf8.count > 2
        else { return false }
        let label = next.prefix { Self.isName($0) }
        let behind = next[label.endIndex...]
        let name = String(decoding: label, as: UTF8.self)
        if WordShape.hostEndings.contains(name) {
            // Others are words, too (*se*, *no*).
            return behind.first == UInt8(ascii: "/") || ["fi", "com", "org", "net", "eu"].contains(name)
        }
        // The slash behind the country was read as a letter: `filpalvelut/a`.
        if label.starts(with: "fi".utf8) { return next.contains(UInt8(ascii: "/")) }
        let isSingle = !host.drop { $0 == UInt8(ascii: "w") }.dropFirst().contains(UInt8(ascii: "."))
        guard isSingle, !label.isEmpty, behind.first == UInt8(ascii: ".") else { return false }
        if behind.count == 1, let ahead, Self.beginsWithCountry(ahead) { return true }
        let country = Self.lastLabel(behind.prefix { Self.isName($0) || $0 == UInt8(ascii: ".") })
        return WordShape.hostEndings.contains(country)
    }

    static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool { isName(byte) && byte != UInt8(ascii: "-") }

    static func lastLabel(_ host: ArraySlice<UInt8>) -> String {
        let label = host.lastIndex(of: UInt8(ascii: ".")).map { host[($0 + 1)...] } ?? host
        return String(decoding: label, as: UTF8.self)
    }
}
