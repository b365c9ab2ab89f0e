// SPDX-License-Identifier: GPL-3.0-or-later
import ASCIIClasses
import Testing

@Suite struct ASCIIClassesTests {
    @Test func bytesAndScalarsAreOfTheClassesThatCharactersSay() throws {
        for value in 0..<UInt32(0x300) {
            let scalar = try #require(Unicode.Scalar(value))
            let character = Character(scalar)
            let isASCII = value < 0x80
            let isLetter = isASCII && character.isLetter
            #expect(scalar.isASCIIDigit == (isASCII && character.isWholeNumber))
            #expect(scalar.isASCIILetter == isLetter)
            #expect(scalar.isASCIILowercase == (isLetter && character.isLowercase))
            #expect(scalar.isASCIIUppercase == (isLetter && character.isUppercase))
            #expect(scalar.isASCIIAlphanumeric == (isLetter || scalar.isASCIIDigit))
            #expect(scalar.isASCIIHexDigit == (isASCII && character.isHexDigit))
            #expect(scalar.asciiHexValue.map(Int.init) == (isASCII ? character.hexDigitValue : nil))
            #expect(scalar.isASCIISpace == (isASCII && character.isWhitespace && value < 0x1C || value == 0x20))
            #expect(scalar.isASCIIBlank == (value == 0x20 || value == 0x09))
            #expect(String(scalar.asciiLowercased) == (isASCII ? character.lowercased() : String(character)))
            #expect(String(scalar.asciiUppercased) == (isASCII ? character.uppercased() : String(character)))
        }
        for byte in UInt8.min...UInt8.max {
            let scalar = Unicode.Scalar(byte)
            #expect(byte.isASCIIDigit == scalar.isASCIIDigit)
            #expect(byte.isASCIILetter == scalar.isASCIILetter)
            #expect(byte.isASCIILowercase == scalar.isASCIILowercase)
            #expect(byte.isASCIIUppercase == scalar.isASCIIUppercase)
            #expect(byte.isASCIIAlphanumeric == scalar.isASCIIAlphanumeric)
            #expect(byte.isASCIIHexDigit == scalar.isASCIIHexDigit)
            #expect(byte.asciiHexValue == scalar.asciiHexValue)
            #expect(byte.isASCIISpace == scalar.isASCIISpace)
            #expect(byte.isASCIIBlank == scalar.isASCIIBlank)
            #expect(Unicode.Scalar(byte.asciiLowercased) == scalar.asciiLowercased)
            #expect(Unicode.Scalar(byte.asciiUppercased) == scalar.asciiUppercased)
        }
    }
}
