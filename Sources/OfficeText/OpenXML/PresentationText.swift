// SPDX-License-Identifier: GPL-3.0-or-later

extension OfficeDocument {
    private static let mostSlides = 100_000

    /// Reads a presentation, a slide a page: its text, its drawings, its notes, what was remarked on it.
    mutating func readPresentation(_ main: String, title: String?) throws(OfficeError) {
        let slides = try slides(of: main)
        var isFirst = true
        for slide in slides {
            let parts = relationships(of: slide)
            takeFiles(of: parts)
            var blocks = [isFirst ? titledMarkup(slide) : markup(slide)]
            blocks += texts(parts?.parts(["diagramData", "chart", "chartEx"]) ?? [])
            blocks += texts(parts?.parts(["notesSlide"]) ?? [])
            blocks += texts(parts?.parts(["comments", "comment"]) ?? [])
            if isFirst, let title, !blocks[0].contains(title) { blocks.insert(title + "\n", at: 0) }
            isFirst = false
            emit(blocks.filter { !$0.isEmpty }.joined(separator: "\n"))
        }
    }

    /// The parts of the slides, in the order of the presentation.
    private mutating func slides(of main: String) throws(OfficeError) -> [String] {
        let byID = relationships(of: main)?.byID ?? [:]
        var slides: [String] = []
        guard let reader = try package.reader(main) else { return [] }
        while try reader.next() {
            // Two attributes are called id: that of the relationship is not a number.
            guard reader.kind == .start, reader.name == "sldId", slides.count < Self.mostSlides,
                let id = reader.relationshipID, let part = byID[id]
            else { continue }
            slides.append(part)
        }
        return slides
    }
}
