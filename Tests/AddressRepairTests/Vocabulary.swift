// SPDX-License-Identifier: GPL-3.0-or-later
@testable import AddressRepair

/// Words of Finnish, as far as these tests need them.
private let words: Set = [
    "ja", "kirjasto", "kysy", "laki", "lehdet", "on", "opiskelu", "palvelut", "poika", "sivu", "suomi", "superliitto",
    "tilasto", "tilastot", "web",
]

/// A text with its addresses mended.
struct Mended {
    let text: String
    /// The names of the rules that changed something.
    let rules: Set<String>

    /// - Parameters:
    ///   - text: The text as it was read.
    ///   - isDamaged: Whether it counts as damaged otherwise.
    ///   - rules: The rules that are on.
    init(_ text: String, isDamaged: Bool = true, rules: AddressRules = .all) {
        let bytes = Array(text.utf8)
        var runs: [Range<Int>] = []
        for index in bytes.indices where bytes[index] != UInt8(ascii: " ") && bytes[index] != UInt8(ascii: "\n") {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        let mender = AddressMender(isDamaged: isDamaged, rules: rules) {
            words.contains(String(decoding: $0, as: UTF8.self))
        }
        var result = bytes
        var names: Set<String> = []
        for correction in mender.corrections(in: bytes, runs: runs).reversed() {
            result.replaceSubrange(correction.range, with: correction.text)
            names.formUnion(correction.rules)
        }
        self.text = String(decoding: result, as: UTF8.self)
        self.rules = names
    }
}
