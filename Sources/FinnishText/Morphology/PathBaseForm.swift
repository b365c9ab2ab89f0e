// SPDX-License-Identifier: GPL-3.0-or-later

/// `BASEFORM` of a path: what was read up to the last part, and the lexicon's base form of that.
struct PathBaseForm {
    private let path: MorphologyPath
    private let structure: [UInt8]
    private var structureIndex = 0
    private var scalars: [Unicode.Scalar] = []
    /// Where the last base form begins, among the symbols, and the part that it is of, in `scalars`.
    private var entry: Int?
    private var entryPlace = 0
    /// The number of hyphens to come that are of that part.
    private var hyphens = 0
    private var isPlace = false
    private var mayBePlace = true
    private var hasClass = false

    /// The base form, with the `=` that libvoikko leaves in some names; empty where there is none.
    static func text(of path: MorphologyPath, structure: [UInt8]) -> String {
        var form = PathBaseForm(path: path, structure: structure)
        form.read()
        return String(scalars: form.scalars)
    }

    private init(path: MorphologyPath, structure: [UInt8]) {
        self.path = path
        self.structure = structure
        scalars.reserveCapacity(path.wordLength + 8)
    }

    private mutating func read() {
        var index = 0
        while index < path.symbols.count {
            let symbol = path.symbols[index]
            switch symbol.kind {
            case .base:
                entry = index + 1
                entryPlace = scalars.count
                hyphens = 0
                let close = path.close(from: index)
                for inner in index..<close where path.symbols[inner].kind == .hyphen { hyphens += 1 }
                index = close
            case .structure: index = path.close(from: index)
            case .inflectedPlace: isPlace = mayBePlace
            case .wordClass(let wordClass):
                if wordClass == .numeral, !hasClass, path.starts[index] + 6 < path.length {
                    hasClass = true
                    if readNumeral(from: index + 1) { return }
                } else {
                    hasClass = true
                    isPlace = false
                    mayBePlace = wordClass == .adjective || wordClass == .nounAdjective
                }
            case .hyphen:
                hyphen(at: index)
                take("-")
            case .letter, .colon: take(symbol.scalar)
            default: break
            }
            index += 1
        }
        if let entry { takeEntry(from: entry) }
    }

    /// Adds a letter that was read, as a capital where the structure has one.
    private mutating func take(_ scalar: Unicode.Scalar) {
        var isCapital = false
        while structureIndex < structure.count {
            let pattern = structure[structureIndex]
            structureIndex += 1
            if pattern == UInt8(ascii: "=") { continue }
            isCapital = pattern == UInt8(ascii: "i") || pattern == UInt8(ascii: "j")
            break
        }
        scalars.append(isCapital ? Casing.uppercased(scalar) : scalar)
    }

    /// Puts the part before a hyphen into its base form in place names (*Isolla-Britannialla*: *Iso*), but for
    /// *Pohjois-* and its like.
    private mutating func hyphen(at index: Int) {
        defer { isPlace = false }
        guard hyphens == 0 else {
            hyphens -= 1
            return
        }
        if isPlace, let entry,
            !(path.letter(index - 1) == "s" && path.letter(index - 2) == "i"),
            path.symbols[index...].contains(where: { $0.kind == .wordClass(.placeName) })
        {
            takeEntry(from: entry, capitalised: true)
        }
        entry = nil
    }

    /// Puts the base form that begins at symbol `start` in the place of the part that it is of.
    private mutating func takeEntry(from start: Int, capitalised: Bool = false) {
        scalars.removeSubrange(min(entryPlace, scalars.count)...)
        var index = start
        while index < path.symbols.count, path.symbols[index].scalar != "\0" {
            let scalar = path.symbols[index].scalar
            if scalar != "=" { scalars.append(capitalised && index == start ? Casing.uppercased(scalar) : scalar) }
            index += 1
        }
    }

    /// Numerals have their own rule: the base form of each part. False where what follows `start` is none, after all.
    private mutating func readNumeral(from start: Int) -> Bool {
        var made: [Unicode.Scalar] = []
        var isFigures = path.kind(start) == .hyphen || path.symbols[start].scalar.isDigit
        var isInEntry = false
        var isBehindEntry = false
        var index = start
        while index < path.symbols.count {
            let symbol = path.symbols[index]
            if symbol.scalar == "\0", isFigures {
                isFigures = false
                isBehindEntry = true
            }
            switch symbol.kind {
            case .base: isInEntry = true
            case .structure: index = path.close(from: index)
            case .joint:
                let after = path.length - path.starts[index + 1]
                if after == 0 { return false }
                if after > 2 { isBehindEntry = false }
            case .wordClass(.noun), .wordClass(.adjective), .wordClass(.nounAdjective):
                if path.starts[index] + 6 < path.length { return false }
            case .close:
                if isInEntry {
                    isInEntry = false
                    isBehindEntry = true
                }
            case .letter, .colon, .hyphen:
                if isInEntry || isFigures || !isBehindEntry || symbol.kind == .hyphen { made.append(symbol.scalar) }
            default: break
            }
            index += 1
        }
        scalars += made
        return true
    }
}

extension MorphologyPath {
    /// The letter at `index`, nil where no letter stands there.
    fileprivate func letter(_ index: Int) -> Unicode.Scalar? {
        guard symbols.indices.contains(index), symbols[index].scalar != "\0" else { return nil }
        return symbols[index].scalar
    }
}
