// SPDX-License-Identifier: GPL-3.0-or-later

/// `STRUCTURE` of a path: `=` before each part, `-` a hyphen, one letter a character, `i` and `j` for capitals.
struct PathStructure {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "=")]
    private var missing: Int
    private var seen = 0
    private var given = 0
    private var isTitle = false
    private var isAbbreviation = false

    /// The structure; nil where the lexicon gives a longer one than the word is, which only libvoikko can tell.
    init?(of path: MorphologyPath) {
        missing = path.wordLength
        bytes.reserveCapacity(path.wordLength + 8)
        var index = 0
        while index < path.symbols.count {
            let symbol = path.symbols[index]
            switch symbol.kind {
            case .joint, .boundary: join(at: index, of: path)
            case .structure:
                isTitle = false
                index += 1
                while index < path.symbols.count, path.symbols[index].scalar != "\0" {
                    guard missing > 0 else { return nil }
                    take(path.symbols[index])
                    index += 1
                }
                guard path.kind(index) == .close else { return nil }
            case .base: index = path.close(from: index)
            case .wordClass(let wordClass): begin(wordClass, at: index, of: path)
            case .hyphen: hyphen(at: path.starts[index])
            case .colon:
                if isAbbreviation {
                    addSeen()
                    isAbbreviation = false
                }
                bytes.append(UInt8(ascii: ":"))
                missing = max(0, missing - 1)
            case .letter: seen += 1
            default: break
            }
            index += 1
        }
        add(missing)
        settleCapitals(of: path)
    }

    private mutating func take(_ symbol: OutputSymbol) {
        bytes.append(UInt8(truncatingIfNeeded: symbol.scalar.value))
        if symbol.scalar != "=" {
            given += 1
            if symbol.scalar != "-" { missing -= 1 }
        }
    }

    private mutating func join(at index: Int, of path: MorphologyPath) {
        let position = path.starts[index]
        if position == 1 { bytes.append(UInt8(ascii: "=")) }
        addUnlessGiven()
        if position != 1, position + 5 < path.length, bytes.last != UInt8(ascii: "=") {
            bytes.append(UInt8(ascii: "="))
        }
        seen = 0
        given = 0
    }

    private mutating func begin(_ wordClass: OutputSymbol.WordClass, at index: Int, of path: MorphologyPath) {
        isAbbreviation = false
        if wordClass.isName {
            isTitle = true
        } else if wordClass == .abbreviation {
            isAbbreviation = true
        } else if path.starts[index] + 5 < path.length {
            // Numbers in figures.
            isAbbreviation =
                wordClass == .numeralSign || wordClass == .numeral && path.symbols[index + 1].scalar.isDigit
        }
    }

    private mutating func hyphen(at position: Int) {
        if seen > given {
            addSeen()
            bytes.append(UInt8(ascii: "-"))
        } else if position != 0 {
            if seen == given { bytes.append(UInt8(ascii: "-")) } else { seen += 1 }
        }
        missing = max(0, missing - 1)
        if bytes.count == 1 { bytes[0] = UInt8(ascii: "-") }
    }

    private mutating func addSeen() {
        guard seen > given else { return }
        addUnlessGiven()
        seen = 0
        given = 0
    }

    private mutating func addUnlessGiven() {
        guard seen > given else { return }
        add(seen - given)
        missing = max(0, missing - (seen - given))
    }

    private mutating func add(_ count: Int) {
        for _ in 0..<count {
            if isTitle {
                bytes.append(UInt8(ascii: isAbbreviation ? "j" : "i"))
                isTitle = false
            } else {
                bytes.append(UInt8(ascii: isAbbreviation ? "q" : "p"))
            }
        }
    }

    /// Takes the capital from what came of a name and is none (*turkulainen*), and gives one to what a place name begins
    /// with (*Isolla-Britannialla*).
    private mutating func settleCapitals(of path: MorphologyPath) {
        var isPlace = false
        var hyphens = 0
        var index = 0
        while index < path.symbols.count {
            switch path.symbols[index].kind {
            case .commonAgain: lower(behind: hyphens)
            case .inflectedPlace: isPlace = true
            case .wordClass(.noun): isPlace = false
            case .hyphen:
                hyphens += 1
                guard isPlace else { break }
                let isEnd = index == path.symbols.count - 1
                if isEnd || path.symbols[(index + 1)...].contains(where: { $0.kind == .wordClass(.placeName) }) {
                    guard let first = bytes.firstIndex(where: { $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "p") })
                    else { break }
                    bytes[first] = UInt8(ascii: "i")
                    return
                }
                // libvoikko goes on near the end, where it looked for the place name's tag in vain.
                let from = max(path.starts[index] + 2, path.length - 3)
                while index + 1 < path.symbols.count, path.starts[index + 1] < from { index += 1 }
            default: break
            }
            index += 1
        }
    }

    private mutating func lower(behind hyphens: Int) {
        var passed = 0
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "i") {
                if passed == hyphens { bytes[index] = UInt8(ascii: "p") }
            } else if bytes[index] == UInt8(ascii: "-") {
                passed += 1
            }
        }
    }
}
