// SPDX-License-Identifier: GPL-3.0-or-later
import ASCIIClasses
import Testing

@Suite struct HiddenControlsTests {
    @Test(arguments: [
        ("hanke ä €.txt", "hanke ä €.txt"), ("", ""), ("a\u{1B}[31m", "a%1B[31m"), ("\u{9B}2J", "%C2%9B2J"),
        ("\u{85}", "%C2%85"), ("a\u{2028}b\u{2029}", "a%E2%80%A8b%E2%80%A9"), ("\u{7F}\0", "%7F%00"),
        ("\u{202E}fdp.exe", "%E2%80%AEfdp.exe"), ("\u{2066}x\u{2069}", "%E2%81%A6x%E2%81%A9"),
        // Seen, or without a command in it.
        ("\u{A0}\u{200F}\u{2060}\u{2065}\u{206A}", "\u{A0}\u{200F}\u{2060}\u{2065}\u{206A}"),
    ])
    func whatIsNotSeenIsWrittenAsItsBytes(text: String, shown: String) {
        #expect(text.escapingControls() == shown)
        #expect(shown.escapingControls() == shown)
    }

    @Test func whatIsKeptStays() {
        #expect("a\n\tb\r".escapingControls(keeping: ["\n", "\t"]) == "a\n\tb%0D")
    }
}
