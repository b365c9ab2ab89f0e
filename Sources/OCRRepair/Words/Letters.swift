// SPDX-License-Identifier: GPL-3.0-or-later
internal import FinnishText

extension Unicode.Scalar {
    /// The scalar in lower case, where that is one scalar. By table for Latin-1, where nearly all text lies.
    @inline(__always)
    var lowercased: Unicode.Scalar {
        switch value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return Unicode.Scalar(UInt8(value + 32))
        case 0..<0x100: return self
        default:
            let mapped = properties.lowercaseMapping.unicodeScalars
            return mapped.count == 1 ? mapped.first ?? self : self
        }
    }

    /// The scalar in upper case, where that is one scalar.
    var uppercased: Unicode.Scalar {
        switch value {
        case 0x61...0x7A, 0xE0...0xF6, 0xF8...0xFE: return Unicode.Scalar(UInt8(value - 32))
        case 0..<0xDF: return self
        default:
            let mapped = properties.uppercaseMapping.unicodeScalars
            return mapped.count == 1 ? mapped.first ?? self : self
        }
    }

    /// The small letter a for ä, o for ö; others as they are.
    var withoutDiaeresis: Unicode.Scalar { self == "ä" ? "a" : self == "ö" ? "o" : self }

    /// ä for a, ö for o; others as they are.
    var withDiaeresis: Unicode.Scalar { self == "a" ? "ä" : self == "o" ? "ö" : self }

    /// The plain letter under a Latin letter with a mark, as far as Finnish and its neighbours have them.
    var base: Unicode.Scalar {
        switch self {
        case "ä", "å", "á", "à", "â": "a"
        case "ö", "ø", "ó", "ò", "ô", "õ": "o"
        case "é", "è", "ê", "ë": "e"
        case "ü", "ú", "ù", "û": "u"
        case "í", "ì", "î", "ï": "i"
        case "š", "ś": "s"
        case "ž", "ź", "ż": "z"
        case "ç", "č", "ć": "c"
        case "ñ", "ń": "n"
        default: self
        }
    }

    /// True if no word of Finnish has the scalar, which is in lower case: letters with other marks than its own, signs.
    var isStrange: Bool {
        !("a"..."z").contains(self) && self != "ä" && self != "ö" && self != "š" && self != "ž" && !isSeam && !isDigit
            && self != ":"
    }

    /// True if the scalar is a letter.
    @inline(__always)
    var isLetter: Bool {
        switch value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF, 0xAA, 0xB5, 0xBA: return true
        case 0..<0x100: return false
        default: return properties.isAlphabetic
        }
    }

    /// True if the scalar is a letter in upper case.
    @inline(__always)
    var isUpper: Bool {
        switch value {
        case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: return true
        case 0..<0x100: return false
        default: return properties.isUppercase
        }
    }

    /// True if words may lie on either side of the scalar inside a run of text.
    @inline(__always)
    var isSeam: Bool {
        switch self {
        case "-", "/", "–", "—", ".", ",", ";", "!", "?", "(", ")", "[", "]", "\"", "”", "“", "’", "+", "*", "=", "•":
            true
        default: false
        }
    }

    /// True if the scalar is one of 0…9.
    @inline(__always)
    var isDigit: Bool { (0x30...0x39).contains(value) }
}

extension Sequence<Unicode.Scalar> {
    /// The scalars as a string.
    var string: String { String(scalars: Array(self)) }
}

/// `meant`, in lower case, in the case of `read`: part by part, where both have as many parts between hyphens and colons.
func recased(_ meant: [Unicode.Scalar], like read: [Unicode.Scalar]) -> [Unicode.Scalar] {
    func isSeam(_ scalar: Unicode.Scalar) -> Bool { scalar.isSeam || scalar == ":" }
    let meantParts = meant.split(omittingEmptySubsequences: false, whereSeparator: isSeam)
    let readParts = read.split(omittingEmptySubsequences: false, whereSeparator: isSeam)
    guard meantParts.count > 1, meantParts.count == readParts.count else {
        return recasedPart(meant[...], like: read[...])
    }
    var result: [Unicode.Scalar] = []
    for (meantPart, readPart) in zip(meantParts, readParts) {
        if !result.isEmpty || meantPart.startIndex > 0 { result.append(meant[meantPart.startIndex - 1]) }
        result += recasedPart(meantPart, like: readPart)
    }
    return result
}

/// The same for one part: as it stands where nothing but case differs, all capitals, a capital first, or as it is.
private func recasedPart(
    _ meant: ArraySlice<Unicode.Scalar>, like read: ArraySlice<Unicode.Scalar>
) -> [Unicode.Scalar] {
    if meant.elementsEqual(read.lazy.map(\.lowercased)) { return Array(read) }
    let letters = read.filter(\.isLetter)
    guard let first = letters.first, let begin = meant.first else { return Array(meant) }
    // Capital I and J and the small l look alike, and so do A and lä: the one read for the other says nothing about
    // capitals.
    let isSmallL = (first == "I" || first == "J" || first == "A") && begin == "l"
    let isCapitalI = first == "l" && begin == "i"
    // Nor does the first stroke of an m (*Inyös*).
    let isStrokeOfM = first == "I" && begin == "m" && letters.dropFirst().first?.isUpper == false
    // A nought is as tall as the capital O.
    let isNought = read.first == "0" && begin == "o"
    guard first.isUpper || isCapitalI || isNought, !isSmallL, !isStrokeOfM else { return Array(meant) }
    if letters.count > 1, letters.allSatisfy({ $0.isUpper || $0.uppercased == $0 }) { return meant.map(\.uppercased) }
    var result = Array(meant)
    // A capital inside the word (HelMet) stays one where the letter stays.
    if meant.count == read.count {
        for (index, (meant, read)) in zip(meant, read).enumerated() where read.isUpper && meant == read.lowercased {
            result[index] = meant.uppercased
        }
    }
    if let index = result.firstIndex(where: \.isLetter) { result[index] = result[index].uppercased }
    return result
}
