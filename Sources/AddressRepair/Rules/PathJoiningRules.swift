// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Spaces behind the host: before a sign (`a.php ?b=c`), a wide figure (`id=17 9102`), where an underscore was too thin to
/// be seen (`sivu_09 fi.pdf`). An address goes on with what no sentence holds: signs, names of files, halves of numbers and
/// identifiers.
let pathJoiningRules: [Rule] =
    [Seam.Stage.lineEnd, .beforeSign].map { stage in
        Rule(
            stage == .lineEnd ? "line's end before a parameter" : "space before a parameter", .joining,
            isForSoundText: true,
            .join(at: stage) { seam in
                Joint(
                    joinedIf: seam.next.first.map { $0.isOne(of: "?&") } == true && seam.next.count > 2
                        && seam.next.contains(UInt8(ascii: "=")))
            },
            cases: stage == .lineEnd
                ? """
                http://www.kunta.fi/a?b=c⏎&d=1 → http://www.kunta.fi/a?b=c&d=1
                http://www.kunta.fi/a⏎?b=1 → http://www.kunta.fi/a?b=1
                http://www.kunta.fi/a⏎&b
                http://www.kunta.fi/a⏎?=
                """
                : """
                http://www.kunta.fi/a.php ?id=S2 → http://www.kunta.fi/a.php?id=S2
                http://www.kunta.fi/a &b=1 → http://www.kunta.fi/a&b=1
                http://www.kunta.fi/a &b
                """)
    } + [
        Rule(
            "line's end in a file's name", .joining, isForSoundText: true,
            .join(at: .lineEnd) { $0.isFileGoingOn ? .joined : .apart },
            cases: """
                http://www.kunta.fi/tilastot/liitetiedostot/Tilasto20⏎05.pdf → http://www.kunta.fi/tilastot/liitetiedostot/Tilasto2005.pdf
                http://www.kunta.fi/tilastot/liitetiedostot/tilas⏎to.html → http://www.kunta.fi/tilastot/liitetiedostot/tilasto.html
                http://www.kunta.fi/sivu⏎kirja.html
                http://www.kunta.fi/tilastot/liitetiedostot/a.html⏎kirja.html
                """),
        signRule(
            "space before a sign of equality", "=",
            { $0.isAsked && $0.address.path.last != UInt8(ascii: "=") && $1 != UInt8(ascii: ">") },
            cases: """
                http://www.kunta.fi/a?b =1 → http://www.kunta.fi/a?b=1
                http://www.kunta.fi/a?b=c&d; =1&e;=2 → http://www.kunta.fi/a?b=c&d;=1&e;=2
                http://www.kunta.fi/a?b=1 => seuraava
                http://www.kunta.fi/a =1
                """),
        signRule(
            "space before a file's ending", ".",
            { seam, _ in
                !seam.address.path.isEmpty && !AddressVocabulary.endsAsFile(seam.address.path[...])
                    && AddressVocabulary.fileEndings.contains(
                        String(decoding: seam.next.dropFirst().prefix(while: \.isLabelByte), as: UTF8.self))
            },
            cases: """
                http://www.kunta.fi/a .aspx?ID=6 → http://www.kunta.fi/a.aspx?ID=6
                http://www.kunta.fi/sivu .html → http://www.kunta.fi/sivu.html
                http://www.kunta.fi/a.html .pdf
                http://www.kunta.fi/a .muu
                """),
        signRule(
            "space before an ampersand", "&", { $0.isAsked && ($1.isASCIIAlphanumeric || $1 == UInt8(ascii: "=")) },
            cases: """
                http://www.kunta.fi/a?b=c &d → http://www.kunta.fi/a?b=c&d
                http://www.kunta.fi/a?b=c &= → http://www.kunta.fi/a?b=c&=
                http://www.kunta.fi/a &b
                http://www.kunta.fi/a?b=c & d
                """),
        signRule(
            "space before a semicolon", ";", { $0.isAsked && ($1.isASCIIAlphanumeric || $1 == UInt8(ascii: "=")) },
            cases: """
                http://www.kunta.fi/a?path=1 ;28;118 → http://www.kunta.fi/a?path=1;28;118
                http://www.kunta.fi/a?b=1&c ;=2 → http://www.kunta.fi/a?b=1&c;=2
                www.kunta.fi ; b
                http://www.kunta.fi/a ;b
                """),
        signRule(
            "space before a hyphen of an identifier", "-",
            { seam, _ in seam.address.path.last?.isASCIIHexDigit == true && Seam.isPartOfIdentifier(seam.next) },
            cases: """
                http://www.kunta.fi/?ID=f98e66a1 -a830-42b4-8043-1249a5c0341c → http://www.kunta.fi/?ID=f98e66a1-a830-42b4-8043-1249a5c0341c
                http://www.kunta.fi/f98e66a1 -a830-42b4 → http://www.kunta.fi/f98e66a1-a830-42b4
                http://www.kunta.fi/a -kirja
                http://www.kunta.fi/a - b
                """),
        signRule(
            "space before an underscore", "_", { $1.isASCIIAlphanumeric },
            cases: """
                http://www.kunta.fi/a _b.html → http://www.kunta.fi/a_b.html
                http://www.kunta.fi/sivu _1 → http://www.kunta.fi/sivu_1
                http://www.kunta.fi/a _
                http://www.kunta.fi/a _.
                """),
        signRule(
            "space before a slash", "/",
            { seam, second in second.isASCIILetter && seam.next.dropFirst().contains { $0.isOne(of: "/_.") } },
            cases: """
                http://www.kunta.fi/fi-FI /laki/ → http://www.kunta.fi/fi-FI/laki/
                http://www.kunta.fi /laki/ → http://www.kunta.fi/laki/
                http://www.kunta.fi/a / b
                http://www.kunta.fi/a /b
                """),
    ] + wordJoiningRules

/// A rule for a sign that stands within addresses only, behind a space.
private func signRule(
    _ name: String, _ sign: Unicode.Scalar, _ condition: @escaping @Sendable (Seam, UInt8) -> Bool,
    cases: String
) -> Rule {
    let first = UInt8(ascii: sign)
    return Rule(
        name, .joining, isForSoundText: true,
        .join(at: .beforeSign) { seam in
            guard seam.next.first == first, let second = seam.next.dropFirst().first else { return nil }
            return Joint(joinedIf: condition(seam, second))
        }, cases: cases)
}

extension Seam {
    /// True if the path has parameters.
    fileprivate var isAsked: Bool { address.path.contains { $0.isOne(of: "?=") } }

    /// True if a long address ends within the name of a file, and `next` is its end.
    fileprivate var isFileGoingOn: Bool {
        guard let last = address.path.last, let first = next.first else { return false }
        return address.text.count > 40 && address.path.count > 1 && last.isASCIIAlphanumeric
            && first.isASCIIAlphanumeric
            && AddressVocabulary.endsAsFile(next) && !AddressVocabulary.endsAsFile(address.path[...])
            && !AddressVocabulary.isHost(next)
    }

    /// True if `run` is figures and letters of an identifier, as no word and no number is.
    static func isPartOfIdentifier(_ run: ArraySlice<UInt8>) -> Bool {
        let part = run.prefix { $0.isASCIIHexDigit || $0 == UInt8(ascii: "-") }
        return part.count > 7 && part.contains(where: \.isASCIIDigit)
            && part.contains { (0x61...0x66).contains($0 | 0x20) }
            && run[part.endIndex...].allSatisfy { !$0.isASCIIAlphanumeric }
    }
}
