// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Slashes behind the country .fi, and behind the language at the beginning of a path, that were lost or read as letters.
let countryRules: [Rule] = [
    Rule(
        "slash behind the country misread", .country, isForSoundText: true,
        .edit { $0.cutBehindCountry(isMisread: true, isWord: $1) },
        cases: """
            http://www.kunta.filkirjasto/a → http://www.kunta.fi/kirjasto/a
            http://www.kunta.fiiweb → http://www.kunta.fi/web
            http://www.kunta.fidkysy/a → http://www.kunta.fi/kysy/a
            www.kunta.film
            http://www.kunta.fi-sivuilla
            http://www.kunta.fi/laki
            """),
    Rule(
        "slash behind the country lost", .country, isForSoundText: true,
        .edit { $0.cutBehindCountry(isMisread: false, isWord: $1) },
        cases: """
            http://www.kunta.fikirjasto → http://www.kunta.fi/kirjasto
            http://www.kunta.fifi/laki → http://www.kunta.fi/fi/laki
            http://www.kunta.fikysy.php?a=1 → http://www.kunta.fi/kysy.php?a=1
            http://www.kunta.firecord=b1 → http://www.kunta.fi/record=b1
            www.kunta.film
            http://www.kunta.fi-sivuilla
            http://www.kunta.fish
            """),
    Rule(
        "slash at the end of a host misread", .country, isForSoundText: true,
        .edit { address, _ in address.cutLastSlash() },
        cases: """
            http://www.kunta.fil → http://www.kunta.fi/
            http://www.kunta.fi1 → http://www.kunta.fi/
            http://www.kunta.fis
            http://www.kunta.fi-
            http://www.kunta.fi
            """),
    Rule(
        "slash behind the language lost", .country,
        .edit { $0.cutBehindLanguage(isWord: $1) },
        cases: """
            http://www.kunta.fi/filaki/a → http://www.kunta.fi/fi/laki/a
            http://www.kunta.fi/fikirjasto → http://www.kunta.fi/fi/kirjasto
            http://www.kunta.fi/filosofia
            http://www.kunta.com/filaki
            """),
]

extension AddressParts {
    /// Cuts the host in two behind its country, where a slash was lost there (`kunta.fipalvelut`) or read as a letter
    /// (`kunta.filpalvelut`).
    ///
    /// - Parameters:
    ///   - isMisread: Whether it is to be cut where the slash was read as a letter, or where it was lost.
    ///   - isWord: Returns true for words of Finnish.
    fileprivate mutating func cutBehindCountry(isMisread: Bool, isWord: Rule.WordTest) {
        var host = host[...]
        // `kunta.fisivu.php`: what ends as a file is none of the host's.
        if let dot = host.lastIndex(of: UInt8(ascii: ".")), host.endIndex - dot > 3,
            AddressVocabulary.fileEndings.contains(AddressVocabulary.lastLabel(host)),
            let before = host[..<dot].lastIndex(of: UInt8(ascii: ".")), before > 0
        {
            host = host[..<dot]
        }
        guard let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return }
        let label = host[(dot + 1)...]
        let rest = label.dropFirst(2)
        // `kunta.fi-sivuilla`: the hyphen is an ending's.
        guard label.starts(with: "fi".utf8), rest.count > 1, label.allSatisfy(\.isLabelByte),
            rest.first != UInt8(ascii: "-"),
            !AddressVocabulary.otherCountries.contains(String(decoding: label, as: UTF8.self)),
            isMisread == Self.beginsWithMisreadSlash(rest, isWord: isWord)
        else { return }
        let behind = Array(self.host[(dot + (isMisread ? 4 : 3))...])
        self.host.removeSubrange((dot + 3)...)
        path = [UInt8(ascii: "/")] + behind + path
    }

    /// Makes a slash of the letter behind the country that nothing else follows.
    fileprivate mutating func cutLastSlash() {
        guard let dot = host.lastIndex(of: UInt8(ascii: ".")), dot > 0, host.count - dot == 4,
            host[(dot + 1)...].starts(with: "fi".utf8), let last = host.last, last.isOne(of: "lif1I"),
            !AddressVocabulary.otherCountries.contains(AddressVocabulary.lastLabel(host))
        else { return }
        host.removeLast()
        path.insert(UInt8(ascii: "/"), at: 0)
    }

    /// True if `rest`, which stands behind the country, begins with a letter that was a slash.
    private static func beginsWithMisreadSlash(_ rest: ArraySlice<UInt8>, isWord: Rule.WordTest) -> Bool {
        guard let first = rest.first else { return false }
        let whole = Array(rest.prefix(while: \.isASCIILetter))
        let short = Array(rest.dropFirst().prefix(while: \.isASCIILetter))
        if first.isOne(of: "lif1I"), !whole.elementsEqual("fi".utf8), !isWord(whole) {
            // Without a word to go by a doubled beginning, or one that no word has, was a slash.
            return isWord(short) || whole.count > 2 && !mayBegin(whole)
        }
        return first.isOne(of: "dJtVv") && short.count > 3 && isWord(short) && !isWord(whole)
    }

    /// True if a word may begin with the first two letters of `word`.
    private static func mayBegin(_ word: [UInt8]) -> Bool {
        guard word.count > 1 else { return true }
        let vowels: StaticString = "aeiouy"
        return word[0].isOne(of: vowels) ? word[0] != word[1] : word[1].isOne(of: vowels)
    }

    /// Cuts the first part of the path behind the language (`kunta.fi/filaki` for `kunta.fi/fi/laki`), where that leaves a
    /// word and the whole is none.
    fileprivate mutating func cutBehindLanguage(isWord: Rule.WordTest) {
        guard isFinnish, path.starts(with: "/fi".utf8) else { return }
        let part = Array(path.dropFirst().prefix(while: \.isASCIILowercase))
        let rest = Array(part.dropFirst(2))
        guard rest.count >= 4, !isWord(part), isWord(rest) else { return }
        path.insert(UInt8(ascii: "/"), at: 3)
    }
}
