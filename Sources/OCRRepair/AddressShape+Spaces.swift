// SPDX-License-Identifier: GPL-3.0-or-later

/// Spaces that stand in an address, where one letter is far from the next (`www. kunta. fi`, `a.php ?id=2`) or a dot was
/// lost (`http://www.kunta fi`).
extension AddressShape {
    /// The address with `next`, which stands one space behind it (`isLineEnd`: one line, where less is taken for a part);
    /// nil where `next` is no part of it.
    func joined(with next: ArraySlice<UInt8>, isLineEnd: Bool) -> AddressShape? {
        guard !next.contains(UInt8(ascii: "@")), !Self.isAddress(next) else { return nil }
        if text.last == UInt8(ascii: ".") { return goesOnBehindDot(with: next) ? AddressShape(text + next) : nil }
        if host.contains(UInt8(ascii: "@")) { return nil }
        if isWhole {
            return goesOnInPath(with: next, isLineEnd: isLineEnd) ? AddressShape(text + next) : nil
        }
        guard !isLineEnd, lacksDot(before: next) else { return nil }
        return AddressShape(text + [UInt8(ascii: ".")] + next)
    }

    /// Whether the host ends with a country or something stands behind it.
    private var isWhole: Bool {
        !path.isEmpty
            || host.contains(UInt8(ascii: ".")) && WordShape.hostEndings.contains(Self.lastLabel(host[...]))
    }

    /// Whether an address begins with `run`.
    private static func isAddress(_ run: ArraySlice<UInt8>) -> Bool {
        run.starts(with: "http".utf8) || run.starts(with: "www".utf8)
    }

    /// Whether the address, which ends with a dot, cannot be whole and goes on with `next`: its host has no country yet, or
    /// its file no ending.
    private func goesOnBehindDot(with next: ArraySlice<UInt8>) -> Bool {
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
        if WordShape.hostEndings.contains(Self.lastLabel(host.dropLast())) { return false }
        if behind.first == UInt8(ascii: "/") || behind.first == UInt8(ascii: "?") && behind.count > 1 { return true }
        if ends { return WordShape.hostEndings.contains(name) || behind.first == UInt8(ascii: ".") && label.count > 2 }
        return behind.first == UInt8(ascii: ".") && behind.dropFirst().first.map(Self.isName) == true
    }

    /// Whether a dot was lost between the host and `next`: what follows begins with a country, or is what a host of one
    /// part lacks (`http://asiat kunta.fi`).
    private func lacksDot(before next: ArraySlice<UInt8>) -> Bool {
        guard !scheme.isEmpty || host.starts(with: "www.".utf8), let last = host.last, Self.isName(last),
            !host.contains(UInt8(ascii: ".")) || Self.lastLabel(host[...]).utf8.count > 2
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
        let country = behind.dropFirst().prefix { Self.isName($0) }
        return WordShape.hostEndings.contains(String(decoding: country, as: UTF8.self))
    }

    /// Whether what stands behind the host goes on with `next`.
    private func goesOnInPath(with next: ArraySlice<UInt8>, isLineEnd: Bool) -> Bool {
        guard let last = text.last, let first = next.first else { return false }
        if "?&".utf8.contains(first) { return next.count > 2 && next.contains(UInt8(ascii: "=")) }
        guard !isLineEnd, !path.isEmpty, Self.isLetterOrDigit(first) else { return false }
        if "+=_&%~".utf8.contains(last) { return true }
        guard path.count > 1, Self.isLetterOrDigit(last) || last == UInt8(ascii: "/") else { return false }
        // A host by itself is an address of its own (`kunta.fi/a`).
        let beginning = next.prefix { $0 != UInt8(ascii: "/") }
        if let dot = beginning.lastIndex(of: UInt8(ascii: ".")),
            WordShape.hostEndings.contains(String(decoding: beginning[(dot + 1)...], as: UTF8.self))
        {
            return false
        }
        // Signs that no word of a sentence holds.
        return next.contains { "_=%&".utf8.contains($0) } || next.count(where: { $0 == UInt8(ascii: "/") }) > 1
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool { isName(byte) && byte != UInt8(ascii: "-") }

    static func lastLabel(_ host: ArraySlice<UInt8>) -> String {
        let label = host.lastIndex(of: UInt8(ascii: ".")).map { host[($0 + 1)...] } ?? host
        return String(decoding: label, as: UTF8.self)
    }
}
