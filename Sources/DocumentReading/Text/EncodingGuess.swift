// SPDX-License-Identifier: GPL-3.0-or-later
internal import ASCIIClasses

/// Tells in which encoding of one byte a character bytes look like Finnish, Swedish or their neighbours.
enum EncodingGuess {
    private static let candidates: [(SourceDocument.Encoding, [Unicode.Scalar])] = [
        (.windows1252, EightBitText.windows1252 + (0xA0...0xFF).map { Unicode.Scalar(UInt8($0)) }),
        (.codePage850, EightBitTable.codePage850), (.macRoman, EightBitTable.macRoman),
        (.macCentralEurope, EightBitTable.macCentralEurope),
    ]

    /// Letters that Finnish and Swedish have, and others that their texts may hold in names.
    private static let own: Set<Unicode.Scalar> = ["å", "ä", "ö", "Å", "Ä", "Ö"]
    private static let foreign = Set("éèêëáàâãíìîïóòôõúùûüýñçßæøšžðþÉÈÊÁÀÍÓÔÕÚÜÝÑÇÆØŠŽČčŁłŃńŘřŻż".unicodeScalars)
    private static let signs = Set("“”‘’„‚«»‹›–—•…§°·©®™€£½¼¾¹²³µ×÷±\u{A0}´".unicodeScalars)
    /// Lines and blocks of which DOS draws tables.
    private static let drawn: ClosedRange<UInt32> = 0x2500...0x259F
    /// As many high bytes tell enough.
    private static let most = 20_000

    /// The encoding of another system than Windows that `bytes` look written in, and the characters of its high bytes;
    /// nil where Windows-1252 does as well.
    static func other(_ bytes: [UInt8]) -> (SourceDocument.Encoding, [Unicode.Scalar])? {
        let scores = candidates.map { score(bytes, $0.1) }
        guard let best = scores.indices.max(by: { scores[$0].total < scores[$1].total }), best > 0,
            scores[best].own > 0, scores[best].total > 0, scores[best].total > scores[0].total + 2
        else { return nil }
        return candidates[best]
    }

    /// The likeness of `bytes` to a text in the encoding `table`, and the number of letters ä, ö and å in words.
    private static func score(_ bytes: [UInt8], _ table: [Unicode.Scalar]) -> (total: Int, own: Int) {
        var total = 0
        var own = 0
        var seen = 0
        func isLetter(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            let byte = bytes[index]
            return byte < 0x80 ? byte.isASCIILetter : Self.own.contains(table[Int(byte) - 0x80])
        }
        for index in bytes.indices where bytes[index] >= 0x80 {
            seen += 1
            if seen > most { break }
            let scalar = table[Int(bytes[index]) - 0x80]
            let sides = (isLetter(index - 1) ? 1 : 0) + (isLetter(index + 1) ? 1 : 0)
            // A capital within a word of small letters is a wrong one.
            let isMisplaced = scalar.properties.isUppercase && index > 0 && bytes[index - 1].isASCIILowercase
            if Self.own.contains(scalar) {
                total += isMisplaced ? -3 : sides > 0 ? 3 : 0
                own += sides > 0 && !isMisplaced ? 1 : 0
            } else if foreign.contains(scalar) {
                total += isMisplaced ? -3 : sides > 0 ? 1 : -1
            } else if signs.contains(scalar) {
                total += sides == 2 && scalar != "’" && scalar != "–" && scalar != "´" ? -3 : 0
            } else if !drawn.contains(scalar.value) {
                total -= 3
            }
        }
        return (total, own)
    }
}
