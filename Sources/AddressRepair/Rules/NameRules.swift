// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Misread names of parameters, identifiers and languages behind the host, in damaged text only.
let nameRules: [Rule] = [
    Rule(
        "l for the I of Item", .path,
        .rewrite(
            ["", "s", "id", "ID", "Id"].flatMap {
                [
                    Rewrite("l", to: "I", left: "[^A-Za-z0-9-]", right: "tem\($0)[^A-Za-z]"),
                    Rewrite("l", to: "I", left: "[a-z]", right: "tem\($0)[^A-Za-z]"),
                ]
            }
        ) { _ in true },
        cases: """
            http://www.kunta.fi/a?b=1&ltemid=36 → http://www.kunta.fi/a?b=1&Itemid=36
            http://www.kunta.fi/a?viewltem=1 → http://www.kunta.fi/a?viewItem=1
            http://www.kunta.fi/multemi?a
            http://www.kunta.fi/ltempo
            """),
    Rule(
        "l for the I of ID", .path,
        .rewrite(Rewrite("l", to: "I", left: "[A-Za-z]", right: "D[^A-Za-z0-9]")),
        cases: """
            http://www.kunta.fi/a.aspx?sivulD=2 → http://www.kunta.fi/a.aspx?sivuID=2
            http://www.kunta.fi/a?pagelD → http://www.kunta.fi/a?pageID
            http://www.kunta.fi/CD-levy
            http://www.kunta.fi/a?alDi=2
            """),
    Rule(
        "1 for the I of ID", .path,
        .rewrite(Rewrite("1", to: "I", left: "[?&]", right: "D[^A-Za-z0-9]")),
        cases: """
            http://www.kunta.fi/?1D=2 → http://www.kunta.fi/?ID=2
            http://www.kunta.fi/a?b=1&1D=2 → http://www.kunta.fi/a?b=1&ID=2
            http://www.kunta.fi/1D=2
            http://www.kunta.fi/?1Da=2
            """),
    Rule(
        "l for the I of Id", .path,
        .rewrite(
            // Words in -ld: field, yield, child, world, build, old, hold, gold, fold.
            Rewrite(
                "l", to: "I", left: "[A-Za-z]", right: "d=",
                exceptBehind: [
                    "[Ff][Ii][Ee]", "[Yy][Ii][Ee]", "[Cc][Hh][Ii]", "[Ww][Oo][Rr]", "[Bb][Uu][Ii]", "[Oo]",
                ])),
        cases: """
            http://www.kunta.fi/a?sivuld=2 → http://www.kunta.fi/a?sivuId=2
            http://www.kunta.fi/a?articleld=7 → http://www.kunta.fi/a?articleId=7
            http://www.kunta.fi/?field=2
            http://www.kunta.fi/a?old=2
            """),
    Rule(
        "O for a zero", .path,
        .rewrite(
            Rewrite("O", to: "0", left: "[^A-Za-z0-9]", right: "[0-9]"),
            // `H2O` is no number.
            Rewrite("O", to: "0", left: "[^A-Z0-9][0-9][0-9]*", right: "[^A-Za-z]")),
        cases: """
            http://www.kunta.fi/O7_laki → http://www.kunta.fi/07_laki
            http://www.kunta.fi/a?id=2O1 → http://www.kunta.fi/a?id=201
            http://www.kunta.fi/H2O
            http://www.kunta.fi/O-rengas
            """),
    Rule(
        "digits of a UUID", .path, .edit { address, _ in address.mendUUIDs() },
        cases: """
            http://www.kunta.fi/fSdc7862-aba8-4f8b-84f4-l6b13a3l6f98.aspx → http://www.kunta.fi/f5dc7862-aba8-4f8b-84f4-16b13a316f98.aspx
            http://www.kunta.fi/a?b=6318ab35-5864-47d8-b6da-99Sead76e2O8 → http://www.kunta.fi/a?b=6318ab35-5864-47d8-b6da-995ead76e208
            http://www.kunta.fi/6318ab35-5864-47d8-b6da-995ead76e28
            http://www.kunta.fi/S318ab35-kirjasto
            """),
    Rule(
        "I of fi-FI lost", .path,
        .rewrite(Rewrite("", to: "I", left: "/fi-F", right: "[^A-Za-z0-9_-]")),
        cases: """
            http://www.kunta.fi/fi-F/a → http://www.kunta.fi/fi-FI/a
            http://www.kunta.fi/fi-F → http://www.kunta.fi/fi-FI
            http://www.kunta.fi/fi-Fa
            http://www.kunta.fi/F/a
            """),
    Rule(
        "l for the I of fi-FI", .path,
        .rewrite(
            Rewrite("[li1]", to: "I", left: "[/?&=;]fi[-_]F", right: "[^A-Za-z0-9_-]"),
            Rewrite("l", to: "I", left: "[/?&=;]F", right: "[^A-Za-z0-9_-]")),
        cases: """
            http://www.kunta.fi/fi-Fl/a → http://www.kunta.fi/fi-FI/a
            http://www.kunta.fi/a?b=1&sk=fi_Fl → http://www.kunta.fi/a?b=1&sk=fi_FI
            http://www.kunta.fi/Fl/a → http://www.kunta.fi/FI/a
            http://www.kunta.fi/fi-fi/a
            http://www.kunta.fi/Flyygeli
            """),
    Rule(
        "slash behind fi-FI lost", .path,
        .rewrite(
            Rewrite("Fl", to: "FI/", left: "/fi-", right: "[a-z_][a-z_][a-z_][a-z_][a-z_]*[^A-Za-z0-9-]"),
            Rewrite("", to: "/", left: "/fi-FI", right: "[a-z_][a-z_][a-z_][a-z_][a-z_]*[^A-Za-z0-9-]"),
            Rewrite("", to: "/", left: "/fi-fi", right: "[a-z_][a-z_][a-z_][a-z_][a-z_]*[^A-Za-z0-9-]")),
        cases: """
            http://www.kunta.fi/fi-filaki → http://www.kunta.fi/fi-fi/laki
            http://www.kunta.fi/fi-Flkirjasto → http://www.kunta.fi/fi-FI/kirjasto
            http://www.kunta.fi/fi-fi/a
            http://www.kunta.fi/fi-fiat
            http://www.kunta.fi/fi-filosofia-a
            """),
]

extension AddressParts {
    /// Makes digits of the letters in universally unique identifiers (RFC 9562, 4), which hold nothing but hexadecimal
    /// digits.
    fileprivate mutating func mendUUIDs() {
        for index in path.indices where index == 0 || !path[index - 1].isASCIIAlphanumeric {
            guard let meant = Self.uuid(path[index...].prefix(36)) else { continue }
            path.replaceSubrange(index..<(index + 36), with: meant)
        }
    }

    /// The identifier that `text`, of 36 characters, was; nil where it was none or it cannot be told.
    private static func uuid(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count == 36 else { return nil }
        var result: [UInt8] = []
        var hexadecimal = 0
        for (place, byte) in text.enumerated() {
            if [8, 13, 18, 23].contains(place) {
                guard byte == UInt8(ascii: "-") else { return nil }
                result.append(byte)
            } else if byte.isASCIIHexDigit && !byte.isASCIIUppercase {
                hexadecimal += 1
                result.append(byte)
            } else if let meant = digits[byte] {
                result.append(meant)
            } else {
                return nil
            }
        }
        return hexadecimal >= 28 ? result : nil
    }

    /// Letters that hexadecimal digits are read as.
    private static let digits: [UInt8: UInt8] = [
        UInt8(ascii: "O"): 0x30, UInt8(ascii: "o"): 0x30, UInt8(ascii: "l"): 0x31, UInt8(ascii: "I"): 0x31,
        UInt8(ascii: "S"): 0x35, UInt8(ascii: "B"): 0x38, UInt8(ascii: "h"): 0x62, UInt8(ascii: "t"): 0x66,
    ]
}
