// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Cuts UTF-8 into tokens. Linear in the text; allocates nothing but the tokens asked for.
///
/// `Searching.WordScan` cuts snippets' words in the same places; its comment says where not, and `TokeniserAgreementTests`
/// hold the two together.
@safe struct TextScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let count: Int
    var position = 0

    /// A scanner over `bytes`, which must be UTF-8 and outlive it.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.bytes = bytes
        self.count = bytes.count
    }

    /// All tokens of the text.
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [RawToken] {
        var scanner = unsafe TextScanner(bytes)
        var result: [RawToken] = []
        result.reserveCapacity(bytes.count / 7)
        while let token = scanner.next() { result.append(token) }
        return result
    }

    /// The next token, or nil at the end.
    mutating func next() -> RawToken? {
        while position < count {
            let start = position
            if isGap(unsafe bytes[start]) {
                position += 1
                continue
            }
            if let token = plainWord(from: start) {
                position = token.end
                return token
            }
            let (cls, length) = classify(at: start)
            switch cls {
            case .letter:
                if let end = addressEnd(from: start) {
                    position = end
                    return RawToken(start: start, end: end, kind: .address)
                }
                return word(from: start)
            case .digit: return number(from: start)
            case .other, .mark: position += length
            }
        }
        return nil
    }

    /// True if `byte` is space or punctuation in any place where no token goes on.
    private func isGap(_ byte: UInt8) -> Bool { byte < UInt8(ascii: "0") }

    /// The word from `start`, where it is nothing but letters of Finnish between space and punctuation that cannot
    /// belong to a word: nine tokens in ten. What it is not sure of is left to the rules.
    private func plainWord(from start: Int) -> RawToken? {
        if start > 0 {
            let before = unsafe bytes[start - 1]
            guard before < 0x80, before != UInt8(ascii: "-") else { return nil }
        }
        var end = start
        while end < count {
            let byte = unsafe bytes[end]
            if byte.isASCIILetter {
                end += 1
            } else if byte == 0xC3, end + 1 < count {
                // À…ÿ but × and ÷.
                guard unsafe bytes[end + 1] & 0xDF != 0x97 else { return nil }
                end += 2
            } else {
                break
            }
        }
        guard end > start else { return nil }
        if end < count {
            switch unsafe bytes[end] {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: ";"): break
            case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"):
                guard unsafe end + 1 == count || bytes[end + 1] <= 0x20 else { return nil }
            default: return nil
            }
        }
        return RawToken(start: start, end: end, kind: .word)
    }
}
