// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OfficeText

/// Numbers and days as a spreadsheet shows them to a Finn.
@Suite struct NumberFormatTests {
    @Test(arguments: [
        ("General", 12500, "12500"), ("General", 12.5, "12,5"), ("General", 0.1 + 0.2, "0,3"), ("General", -3, "-3"),
        ("0", 12.5, "12"), ("0.00", 12.345, "12,35"), ("#,##0", 1_234_567, "1\u{A0}234\u{A0}567"),
        ("#,##0.00 \"€\"", 1234.5, "1\u{A0}234,50 €"), ("#,##0.00\\ [$€-40B]", -1234.5, "-1\u{A0}234,50 €"),
        ("#,##0;[Red]-#,##0", -5000, "-5\u{A0}000"), ("0;(0);\"–\"", 0, "–"), ("0;(0)", -7, "(7)"),
        ("0%", 0.25, "25%"), ("0.0 %", 0.125, "12,5 %"), ("000", 7, "007"), ("#,##0,", 12_345_678, "12\u{A0}346"),
        ("0.00E+00", 12345, "1,23E+04"), ("\"n. \"0\" kpl\"", 5, "n. 5 kpl"), ("_-* #,##0_-", 1000, "1\u{A0}000"),
        ("0.0", -0.01, "0,0"),
    ])
    func numbersAreShownByTheirFormat(_ code: String, _ number: Double, _ text: String) {
        let shown = NumberFormat(code).text(of: number)
        #expect(shown.split(separator: " ").joined(separator: " ") == text)
    }

    @Test(arguments: [
        ("d.m.yyyy", 44_230, "3.2.2021"), ("dd/mm/yyyy", 44_230, "03/02/2021"), ("yyyy-mm-dd", 44_230, "2021-02-03"),
        ("d. mmmm yyyy", 44_230, "3. helmikuu 2021"), ("dddd d.m.", 44_230, "keskiviikko 3.2."),
        ("h:mm", 0.5, "12:00"), ("d.m.yyyy h:mm", 44_230.75, "3.2.2021 18:00"), ("[h]:mm", 1.5, "36:00"),
        ("mm:ss", 0.000_706_018_518, "01:01"), ("d.m.yyyy", 1, "1.1.1900"), ("d.m.yyyy", 61, "1.3.1900"),
        ("[$-40B]d.m.yy;@", 44_230, "3.2.21"), ("h:mm AM/PM", 0.75, "6:00 ip."),
    ])
    func daysAreShownByTheirFormat(_ code: String, _ number: Double, _ text: String) {
        #expect(NumberFormat(code).text(of: number) == text)
    }

    @Test func daysCountedFrom1904AreToldApart() {
        #expect(NumberFormat("d.m.yyyy").text(of: 42_768, is1904: true) == "3.2.2021")
    }

    @Test func anyFormatIsTaken() {
        // Every cut of formats with all their signs.
        for code in ["[$€-40B] #,##0.00_-;[Red]\\-0.0%;\"x;y\";@", "[h]:mm:ss.000 AM/PM \"a\\", "General;-General"] {
            for count in 0...code.count {
                for number in [0, 1, -1, 1e300, -1e-300, 3e9] {
                    _ = NumberFormat(String(code.prefix(count))).text(of: number)
                }
            }
        }
    }
}
