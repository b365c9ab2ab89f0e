// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import AddressRepair

@Suite struct BytePatternTests {
    @Test(
        arguments: [
            ("ab", "ab", 0, true), ("ab", "xab", 1, true), ("ab", "a", 0, false), ("[a-c]", "b", 0, true),
            ("[a-c]", "d", 0, false), ("[^a-c]", "d", 0, true), ("[^a-c]", "", 0, true), ("[^a-c]", "a", 0, false),
            ("[ab]*c", "abac", 0, true), ("[ab]*c", "c", 0, true), ("[ab]*c", "abd", 0, false), ("a$", "a", 0, true),
            ("a$", "ab", 0, false), ("[_-]", "-", 0, true), ("[.]", "x", 0, false), ("", "", 0, true),
        ])
    func aPatternMatchesFromAPlaceOn(pattern: String, text: String, place: Int, matches: Bool) {
        #expect(BytePattern(pattern).matches(Array(text.utf8), from: place) == matches)
    }

    @Test(
        arguments: [
            ("ab", "ab", 2, true), ("ab", "abx", 2, true), ("ab", "b", 1, false), ("^ab", "ab", 2, true),
            ("^ab", "xab", 3, false), ("[^.]b", "b", 1, true), ("[^.]b", ".b", 2, false), ("a[0-9]*", "a12", 3, true),
        ])
    func aPatternMatchesUpToAPlace(pattern: String, text: String, place: Int, matches: Bool) {
        #expect(BytePattern(pattern).matches(Array(text.utf8), upTo: place) == matches)
    }

    @Test(arguments: [("abc", 3), ("", 0), ("^a$", 1), ("[a-z]b", 2), ("a*", nil)] as [(String, Int?)])
    func theLengthIsKnownWhereNoElementRepeats(pattern: String, length: Int?) {
        #expect(BytePattern(pattern).length == length)
    }

    @Test func aRewritingGoesFromLeftToRightAndPastWhatItPutInPlace() {
        var bytes = Array("aaa".utf8)
        Rewrite("a", to: "aa").apply(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "aaaaaa")
        bytes = Array("a.b.c".utf8)
        Rewrite("[.]", to: "", left: "[a-z]", exceptBehind: ["b"]).apply(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "ab.c")
        bytes = []
        Rewrite("", to: "x", left: "^", right: "$").apply(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "x")
    }
}
