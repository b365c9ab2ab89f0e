// SPDX-License-Identifier: GPL-3.0-or-later

/// Web and mail addresses: whole, and findable by host.
enum AddressForms {
    /// The longest address kept whole, in bytes; a longer one is known by its beginning.
    static let longest = 200

    /// The terms of the address written `surface`, the host among them.
    static func terms(of surface: String) -> [Term] {
        let lower = surface.lowercased()
        var rest = lower[...]
        for scheme in ["https://", "http://", "ftp://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
        }
        var host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if let colon = host.firstIndex(of: ":") { host = host[..<colon] }
        var terms = [Term(kind: .lemma, text: WordLimits.clipped(String(rest), to: longest))]
        func add(_ term: Term) { if !term.text.isEmpty, !terms.contains(term) { terms.append(term) } }
        add(Term(kind: .lemma, text: String(host)))
        let bare = host.hasPrefix("www.") ? host.dropFirst(4) : host
        add(Term(kind: .lemma, text: String(bare)))
        add(Term(kind: .form, text: WordLimits.clipped(lower, to: longest)))
        if let dot = bare.lastIndex(of: ".") {
            for label in bare[..<dot].split(separator: ".") where label.count > 2 {
                add(Term(kind: .part, text: String(label)))
            }
        }
        for code in codes(in: rest.dropFirst(host.count)) { add(Term(kind: .part, text: code)) }
        return terms
    }

    /// Codes such as `s20059` in the path and query of an address: a letter or two and three digits or more.
    private static func codes(in path: Substring) -> [String] {
        var result: [String] = []
        for word in path.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(64) {
            let letters = word.prefix { $0.isLetter }.count
            let digits = word.dropFirst(letters)
            if (1...2).contains(letters), (3...8).contains(digits.count), digits.allSatisfy(\.isNumber) {
                result.append(String(word))
            }
        }
        return result
    }
}

/// The length from which a word is known by its beginning only.
enum WordLimits {
    /// In bytes. Xapian's terms end at 245, prefix included.
    static let longest = 200

    /// `text`, cut at a character so that it has at most `limit` bytes.
    static func clipped(_ text: String, to limit: Int = longest) -> String {
        guard text.utf8.count > limit else { return text }
        var result = ""
        for character in text {
            if result.utf8.count + character.utf8.count > limit { break }
            result.append(character)
        }
        // One character of many combining marks can be longer than the limit.
        return result.isEmpty ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit / 4))) : result
    }
}
