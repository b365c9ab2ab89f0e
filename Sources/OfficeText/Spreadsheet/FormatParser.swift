// SPDX-License-Identifier: GPL-3.0-or-later

/// Parses a section of a format of numbers.
struct FormatParser {
    private var rest: Substring
    private var section = NumberFormat.Section()
    private var isAfterPoint = false
    /// Commas that no digit has followed yet: between digits they group, behind all of them they divide.
    private var commas = 0

    static func section(_ code: String) -> NumberFormat.Section {
        var parser = FormatParser(rest: code[...])
        parser.run()
        return parser.section
    }

    private init(rest: Substring) { self.rest = rest }

    private mutating func run() {
        if rest.lowercased().contains("general") || rest.lowercased().contains("yleinen") {
            section.isGeneral = true
        }
        while let character = rest.popFirst() { take(character) }
        if section.pieces.contains(.digits) { section.thousands = commas }
        markMinutes()
    }

    private mutating func take(_ character: Character) {
        switch character {
        case "\"":
            add(String(rest.prefix { $0 != "\"" }))
            rest = rest.drop { $0 != "\"" }.dropFirst()
        case "\\": if let next = rest.popFirst() { add(String(next)) }
        // As wide as the next character, and filled with it.
        case "_", "*": rest = rest.dropFirst()
        case "[": bracket()
        case "0", "#", "?": digit(character)
        case ".":
            if section.pieces.last == .digits { isAfterPoint = true } else { add(".") }
        case ",": if section.pieces.contains(.digits) { commas += 1 } else { add(",") }
        case "%":
            section.percents += 1
            add("%")
        case "E" where rest.first == "+" || rest.first == "-":
            section.isScientific = true
            rest = rest.drop { "+-0#?".contains($0) }
        case "G" where section.isGeneral && rest.lowercased().hasPrefix("eneral"):
            rest = rest.dropFirst(6)
            section.pieces.append(.digits)
        case "Y" where section.isGeneral && rest.lowercased().hasPrefix("leinen"):
            rest = rest.dropFirst(6)
            section.pieces.append(.digits)
        case "@": section.pieces.append(.digits); section.isGeneral = true
        case "A", "a":
            if rest.lowercased().hasPrefix("m/pm") {
                rest = rest.dropFirst(4)
                section.pieces.append(.time("ampm"))
            } else {
                add(String(character))
            }
        case let letter where "ymdhsYMDHS".contains(letter): time(letter)
        default: add(String(character))
        }
    }

    private mutating func add(_ text: String) {
        if case .text(let before)? = section.pieces.last {
            section.pieces.removeLast(); section.pieces.append(.text(before + text))
        } else {
            section.pieces.append(.text(text))
        }
    }

    private mutating func digit(_ character: Character) {
        if commas > 0, !isAfterPoint {
            section.hasGroups = true
            commas = 0
        }
        if isAfterPoint { section.decimals += 1 } else if character == "0" { section.integerDigits += 1 }
        if !section.pieces.contains(.digits) { section.pieces.append(.digits) }
    }

    /// `[Red]`, `[<100]` say nothing of the text; `[$€-40B]` is a sign, `[h]` hours that count on.
    private mutating func bracket() {
        let content = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(content.count + 1)
        if content.first == "$" {
            add(String(content.dropFirst().prefix { $0 != "-" }))
        } else if let first = content.lowercased().first, "hms".contains(first),
            content.lowercased().allSatisfy({ $0 == first })
        {
            section.isElapsed = true
            section.pieces.append(.time((first == "m" ? "n" : String(first)) + "+"))
        }
    }

    private mutating func time(_ letter: Character) {
        let small = Character(letter.lowercased())
        var run = String(small)
        while let next = rest.first, next.lowercased() == String(small) {
            run.append(small)
            rest = rest.dropFirst()
        }
        // Tenths of seconds.
        if small == "s", rest.first == "." {
            let zeros = rest.dropFirst().prefix { $0 == "0" }
            if !zeros.isEmpty { rest = rest.dropFirst(zeros.count + 1) }
        }
        section.pieces.append(.time(run))
    }

    /// `m` beside hours or seconds is minutes.
    private mutating func markMinutes() {
        let places = section.pieces.indices.filter { if case .time = section.pieces[$0] { true } else { false } }
        for (index, place) in places.enumerated() {
            guard case .time(let run) = section.pieces[place], run.first == "m", run.count <= 2 else { continue }
            func begins(_ offset: Int, _ letter: Character) -> Bool {
                guard places.indices.contains(index + offset),
                    case .time(let other) = section.pieces[places[index + offset]]
                else { return false }
                return other.first == letter && other != "ampm"
            }
            if begins(-1, "h") || begins(1, "s") { section.pieces[place] = .time(run.replacing("m", with: "n")) }
        }
    }
}
