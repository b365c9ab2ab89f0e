// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines that a number makes a page, a date, a code or an address: *Sivu 3*, *12. maaliskuuta 2024*,
/// *Kehittämishanke - 22478*, *Kotikatu 1, 33100 Tampere*. By hand: an expression is compiled each time, which takes longer
/// than all else that finds a title.
enum NumberedLine {
    /// True if `line` is one.
    static func isNumbered(_ line: String) -> Bool {
        guard line.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
        return isPage(line) || isDay(line) || isCode(line) || isAddress(line)
    }

    private static func isPage(_ line: String) -> Bool {
        let name = line.prefix(4)
        guard ["ivu", "ida", "age"].contains(name.dropFirst()), let first = name.first, "SsPp".contains(first),
            (first == "P" || first == "p") == (name.dropFirst() == "age")
        else { return false }
        return line.dropFirst(4).drop(while: \.isWhitespace).first.map(isDigit) ?? false
    }

    private static func isDay(_ line: String) -> Bool {
        let day = line.prefix(while: isDigit)
        var rest = line[day.endIndex...]
        guard (1...2).contains(day.count), rest.popFirst() == "." else { return false }
        rest = rest.drop(while: \.isWhitespace)
        let month = rest.prefix(while: \.isLetter)
        rest = rest[month.endIndex...]
        guard month.hasSuffix("kuuta"), month.count > 5, rest.first?.isWhitespace == true else { return false }
        rest = rest.drop(while: \.isWhitespace)
        return rest.count == 4 && rest.allSatisfy(isDigit)
    }

    private static func isCode(_ line: String) -> Bool {
        let name = line.prefix(while: \.isLetter)
        var rest = line[name.endIndex...].drop(while: \.isWhitespace)
        guard !name.isEmpty, let dash = rest.popFirst(), dash == "-" || dash == "–" else { return false }
        rest = rest.drop(while: \.isWhitespace)
        return rest.count >= 4 && rest.allSatisfy(isDigit)
    }

    /// True of a line that ends in a postal code and a town.
    private static func isAddress(_ line: String) -> Bool {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard line.contains(","), words.count > 1, let town = words.last, let first = town.first else { return false }
        guard first.isUppercase, town.count > 1, town.allSatisfy(\.isLetter) else { return false }
        let before = words[words.count - 2]
        let code = before.suffix(5)
        guard code.count == 5, code.allSatisfy(isDigit), line[..<code.startIndex].count <= 60 else { return false }
        return before.dropLast(5).last.map { !$0.isLetter && !isDigit($0) && $0 != "_" } ?? true
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
