// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Spaces within words, names and numbers of a path.
let wordJoiningRules: [Rule] = [
    Rule(
        "space behind a sign", .joining, isForSoundText: true,
        .join(at: .behindSign) { seam in
            Joint(joinedIf: seam.address.path.last.map { $0.isOne(of: "+_") } == true)
        },
        cases: """
            http://www.kunta.fi/?haku=lapset+ koulut → http://www.kunta.fi/?haku=lapset+koulut
            http://www.kunta.fi/a_ b → http://www.kunta.fi/a_b
            http://www.kunta.fi/a( b
            """),
    Rule(
        "space before a value", .joining, isForSoundText: true,
        .join(at: .behindSign) { seam in
            guard let last = seam.address.path.last, last.isOne(of: "=&") else { return nil }
            return seam.isValue ? .joined : .apart
        },
        cases: """
            http://www.kunta.fi/a?b= 17 → http://www.kunta.fi/a?b=17
            http://www.kunta.fi/a?b=1& c=2 → http://www.kunta.fi/a?b=1&c=2
            http://www.kunta.fi/?a= kirjasto
            """),
    Rule(
        "space for an underscore before others", .joining, isForSoundText: true,
        .join(at: .word) { $0.isBeforeUnderscores ? .insert([UInt8(ascii: "_")]) : nil },
        cases: """
            http://www.kunta.fi/wiki/The Tale of Maa_and_meri → http://www.kunta.fi/wiki/The_Tale_of_Maa_and_meri
            http://www.kunta.fi/wiki/Maan pinnan muodot_2 → http://www.kunta.fi/wiki/Maan_pinnan_muodot_2
            http://www.kunta.fi/A ja http://www.kunta.fi/b_c
            http://www.kunta.fi/A ja (ks. b_c)
            """),
    Rule(
        "space behind a question mark", .joining, isForSoundText: true,
        .join(at: .behindSign) { seam in
            guard seam.address.path.last == UInt8(ascii: "?") else { return nil }
            return seam.isFollowedByParameter || seam.next.contains { $0.isOne(of: "=&_") } ? .joined : .apart
        },
        cases: """
            http://www.kunta.fi/a? sivu=2 → http://www.kunta.fi/a?sivu=2
            http://www.kunta.fi/? page_id → http://www.kunta.fi/?page_id
            http://www.kunta.fi/a? Katso
            """),
    Rule(
        "space behind a percent sign", .joining, isForSoundText: true,
        .join(at: .word) { $0.percentJoint },
        cases: """
            http://www.kunta.fi/M%C3%A 4ki → http://www.kunta.fi/M%C3%A4ki
            http://www.kunta.fi/a%3A u2dd52bf3 → http://www.kunta.fi/a%3Au2dd52bf3
            http://www.kunta.fi/%C3%A4 kirjasto
            """),
    Rule(
        "dot before a page's ending lost", .joining, isForSoundText: true,
        .join(at: .word) { seam in
            seam.isInPath && seam.lacksDotOfEnding ? .insert([UInt8(ascii: ".")]) : nil
        },
        cases: """
            http://www.kunta.fi/sivu htm#tyyli → http://www.kunta.fi/sivu.htm#tyyli
            http://www.kunta.fi/sivu php?a=1 → http://www.kunta.fi/sivu.php?a=1
            http://www.kunta.fi/liite pdf-muodossa
            http://www.kunta.fi/a.html pdf
            """),
    Rule(
        "space in a file's name", .joining, isForSoundText: true,
        .join(at: .word) { seam in
            guard seam.isInPath, AddressVocabulary.endsAsFile(seam.next),
                !AddressVocabulary.endsAsFile(seam.address.path[...])
            else { return nil }
            return .insert(seam.lost)
        },
        cases: """
            http://www.kunta.fi/listaa kaikki.asp → http://www.kunta.fi/listaa_kaikki.asp
            http://www.kunta.fi/a_09-24 fi.pdf → http://www.kunta.fi/a_09-24_fi.pdf
            http://www.kunta.fi/a/ SIVU.html → http://www.kunta.fi/a/SIVU.html
            http://www.kunta.fi/95 1-44-5.pdf → http://www.kunta.fi/951-44-5.pdf
            http://www.kunta.fi/a.html b.pdf
            http://www.kunta.fi/a kunta.fi/b.html
            """),
    Rule(
        "space before signs of a path", .joining, isForSoundText: true,
        .join(at: .word) { $0.isInPath && $0.hasSignsOfPath ? .insert($0.lost) : nil },
        cases: """
            http://www.kunta.fi/kirj asto/a_b → http://www.kunta.fi/kirjasto/a_b
            http://www.kunta.fi/maan pinta_a/b → http://www.kunta.fi/maan_pinta_a/b
            http://www.kunta.fi/a kunta.fi/b_c
            http://www.kunta.fi/a ja/tai b
            www.kunta.fi/a (ks. b_c)
            """),
    Rule(
        "space in a value before a parameter", .joining, isForSoundText: true,
        .join(at: .word) { seam in
            Joint(
                joinedIf: seam.isInPath && !seam.isBehindHyphen && seam.isFollowedByParameter
                    && seam.address.path.contains(UInt8(ascii: "?")))
        },
        cases: """
            http://www.kunta.fi/a?b=17 9102 &c;=2 → http://www.kunta.fi/a?b=179102&c;=2
            http://www.kunta.fi/a?si vu =2 → http://www.kunta.fi/a?sivu=2
            http://www.kunta.fi/a?b=1 ja muut &
            http://www.kunta.fi/a b &c=2
            """),
    Rule(
        "space in an identifier", .joining, isForSoundText: true,
        .join(at: .word) { seam in
            Joint(
                joinedIf: seam.isInPath && !seam.isBehindHyphen && seam.endsInNumber
                    && Seam.isPartOfIdentifier(seam.next))
        },
        cases: """
            http://www.kunta.fi/?ID=a69460d 1-d79b-467c-8d6e-4aaa3d4a919d → http://www.kunta.fi/?ID=a69460d1-d79b-467c-8d6e-4aaa3d4a919d
            http://www.kunta.fi/1b 6fe3b-bcbe-48ce → http://www.kunta.fi/1b6fe3b-bcbe-48ce
            http://www.kunta.fi/a1 12.3.2005
            http://www.kunta.fi/2005 2006
            """),
    Rule(
        "space in a number", .joining,
        .join(at: .word) { Joint(joinedIf: $0.isInPath && !$0.isBehindHyphen && $0.isDamaged && $0.isInNumber) },
        cases: """
            http://www.kunta.fi/95 14277678/ → http://www.kunta.fi/9514277678/
            http://www.kunta.fi/?p=64 10402019618. → http://www.kunta.fi/?p=6410402019618.
            http://www.kunta.fi/a1 1/2005
            http://www.kunta.fi/20030434 7 luku
            http://www.kunta.fi/a1 0401234567
            """),
]

/// The logic of those rules.
extension Seam {
    private static let underscore = UInt8(ascii: "_")
    private var path: [UInt8] { address.path }
    fileprivate var isBehindHyphen: Bool { path.last == UInt8(ascii: "-") }

    /// True if `next` is no host and something stands behind the slash that the path begins with.
    fileprivate var isInPath: Bool { path.count > 1 && !AddressVocabulary.isHost(next) }

    /// True if `next` is the value of a parameter rather than a word of the sentence.
    fileprivate var isValue: Bool {
        let word = core
        return word.contains { $0 < 0x80 && !$0.isASCIILetter }
            || word.allSatisfy(\.isASCIILetter) && !isWord(Array(word))
    }

    /// True if underscores stand ahead, as in `wiki/Maan pinnan_muodot`.
    fileprivate var isBeforeUnderscores: Bool {
        guard path.contains(Self.underscore) || path.contains(where: \.isASCIIUppercase),
            path.last?.isASCIIAlphanumeric == true,
            !AddressVocabulary.isHost(next), !next.contains(where: { $0.isOne(of: ".,;:!?)") }),
            let other = ahead.first(where: { !$0.allSatisfy(\.isASCIIAlphanumeric) })
        else { return false }
        return other.contains(Self.underscore) && !AddressVocabulary.isAddress(other)
            && !other.contains(UInt8(ascii: "(")) && other.first != Self.underscore
    }

    /// The joint behind a percent sign, which has two digits; nil where the path ends with none.
    fileprivate var percentJoint: Joint? {
        guard let digits = percentDigits else { return nil }
        let word = next.prefix(while: \.isLabelByte)
        return digits < 2 || isFollowedByParameter || !isWord(Array(word)) && word.contains { !$0.isASCIILowercase }
            ? .joined : .apart
    }

    /// The number of digits behind the percent sign that the path ends with; nil where it ends with none.
    private var percentDigits: Int? {
        guard let sign = path.suffix(5).lastIndex(of: UInt8(ascii: "%")) else { return nil }
        // `%253A`: a percent sign that was itself written so.
        let isTwice = path[sign...].starts(with: "%25".utf8) && path.endIndex - sign > 3
        let digits = path[(isTwice ? sign + 3 : sign + 1)...]
        return digits.count < 3 && digits.allSatisfy(\.isASCIIHexDigit) ? digits.count : nil
    }

    /// True if `next` is the ending of a page, whose dot was lost (`sivu htm`).
    fileprivate var lacksDotOfEnding: Bool {
        let name = next.prefix(while: \.isLabelByte)
        return path.last?.isASCIIAlphanumeric == true && !AddressVocabulary.endsAsFile(path[...])
            && AddressVocabulary.pageEndings.contains(String(decoding: name, as: UTF8.self))
            && next[name.endIndex...].first.map { $0.isOne(of: ".,;:)?#") } ?? true
    }

    /// True if `next` holds signs that no word of a sentence does.
    fileprivate var hasSignsOfPath: Bool {
        !isBehindHyphen
            && (next.contains { $0.isOne(of: "_=%&") } || next.count(where: { $0 == UInt8(ascii: "/") }) > 1)
    }

    /// The text that was lost before `next`: an underscore between small letters, and behind figures where they do not go
    /// on; else nothing.
    fileprivate var lost: [UInt8] {
        guard let last = path.last, let first = next.first else { return [] }
        let part = path.reversed().prefix { !$0.isOne(of: "/?&=") }
        if first.isASCIIUppercase, last.isASCIILowercase || !isDamaged && last.isASCIIDigit,
            !isDamaged || part.contains(Self.underscore)
        {
            return [Self.underscore]
        }
        guard first.isASCIILowercase else { return [] }
        let name = next.prefix(while: \.isASCIIAlphanumeric)
        if last.isASCIIDigit { return name.allSatisfy(\.isASCIIHexDigit) ? [] : [Self.underscore] }
        // One word torn: `tieto palvelut/a.html`.
        let begin = path.lastIndex { !$0.isASCIILetter }.map { $0 + 1 } ?? path.startIndex
        guard last.isASCIILowercase, !isWord(path[begin...] + name.prefix(while: \.isASCIILowercase)) else { return [] }
        return [Self.underscore]
    }

    /// True if the path ends within a number or an identifier.
    fileprivate var endsInNumber: Bool {
        let tail = path.reversed().prefix { $0.isASCIIHexDigit || $0 == UInt8(ascii: "-") }
        return path.last?.isASCIIHexDigit == true && tail.contains(where: \.isASCIIDigit)
    }

    /// True if the number that the path ends with goes on with `next`.
    fileprivate var isInNumber: Bool {
        guard endsInNumber, let last = path.last else { return false }
        // A wide figure by itself, before the rest of an identifier.
        let isFigure = next.count < 3 && next.allSatisfy(\.isASCIIDigit)
        if isFigure, let ahead = ahead.first, Self.isPartOfIdentifier(ahead) { return true }
        guard last.isASCIIDigit else { return false }
        let digits = next.prefix(while: \.isASCIIDigit)
        let behind = next[digits.endIndex...]
        if digits.count > 0, behind.first == UInt8(ascii: "/") || behind.first == UInt8(ascii: "#") {
            // `1/2005` is a number of a journal.
            return behind.dropFirst().first?.isASCIIDigit != true
        }
        return digits.count > 4 && digits.first != UInt8(ascii: "0")
            && behind.allSatisfy { $0.isOne(of: ".,;:)>]") }
    }
}
