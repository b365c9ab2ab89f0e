// SPDX-License-Identifier: GPL-3.0-or-later
import FinnishText
import Testing

/// Bytes coded as letters, which are no words.
@Suite struct EncodedRunTests {
    @Test func codedBytesAreShownButNotAsserted() throws {
        let code = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        let text = Normaliser(judge: try VoikkoJudge()).normalise("Kuva:\n\n\(code)\n\nLoppu.\n")
        try #require(text.unasserted.count == 1)
        let bytes = Array(text.text.utf8)
        #expect(String(decoding: bytes[text.unasserted[0]], as: UTF8.self) == code)
        for other in [
            "https://esimerkki.fi/\(code)\n", String(repeating: "a", count: 90) + "\n", code.lowercased() + "\n",
        ] {
            #expect(Normaliser(judge: try VoikkoJudge()).normalise(other).unasserted.isEmpty)
        }
    }
}
