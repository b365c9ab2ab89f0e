// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import OCRRepair

@Suite struct PlaceNamesTests {
    @Test(
        arguments: [
            ("kuuppelomaki", "kuuppelomäki"), ("jukojarvelta", "jukojärveltä"), ("telemaen", "telemäen"),
            ("salamajarvi", "salamajärvi"), ("luutakylasta", "luutakylästä"),
            // A first part that may have lost dots, no such ending, nothing before it, and no letters.
            ("palvimaki", nil), ("uudemaan", nil), ("jarvi", nil), ("mäki", nil), ("", nil), ("aaamak", nil),
            ("ju-jarvi", nil),
        ])
    func endingsGetTheirDotsBack(read: String, meant: String?) {
        let form = PlaceNames.restored(Array(read.unicodeScalars)) { $0.string == "salama" }
        #expect(form?.string == meant)
    }
}
