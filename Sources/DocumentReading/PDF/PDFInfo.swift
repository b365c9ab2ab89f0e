// SPDX-License-Identifier: GPL-3.0-or-later

/// The facts that Poppler's `pdfinfo` and `pdfimages` give of a PDF.
struct PDFInfo {
    /// A page's width and height in points, 1/72 inch.
    struct PageSize: Hashable {
        var width: Double
        var height: Double
    }

    /// The sizes of the pages, in order.
    var pages: [PageSize]

    /// As many pages are read; a document of more is refused rather than cut.
    static let mostPages = 50_000

    /// Parses the lines of `pdfinfo -f 1 -l N`: `Pages: 3`, `Page    1 size:  595.68 x 841.92 pts (A4)`. Nil where
    /// they do not say how many pages there are.
    init?(parsing output: String) {
        var count: Int?
        var sizes: [Int: PageSize] = [:]
        for line in output.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count >= 2, words[0] == "Pages:" { count = Int(words[1]) }
            if words.count >= 6, words[0] == "Page", words[2] == "size:", let number = Int(words[1]),
                let width = Double(words[3]), let height = Double(words[5]), width > 0, height > 0
            {
                sizes[number] = PageSize(width: width, height: height)
            }
        }
        guard let count, count >= 0, count <= Self.mostPages else { return nil }
        let a4 = PageSize(width: 595, height: 842)
        pages = count == 0 ? [] : (1...count).map { sizes[$0] ?? a4 }
    }

    /// The share of each page that pictures cover, by the page's number from 1; pictures laid over each other count
    /// each. From the lines of `pdfimages -list`: page, num, type, width, height, color, comp, bpc, enc, interp,
    /// object, ID, x-ppi, y-ppi, size, ratio.
    func coverage(parsing list: String) -> [Int: Double] {
        var shares: [Int: Double] = [:]
        for line in list.split(separator: "\n").dropFirst(2) {
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 14, words[2] == "image" || words[2] == "stencil", let page = Int(words[0]),
                pages.indices.contains(page - 1), let width = Double(words[3]), let height = Double(words[4])
            else { continue }
            // Inline images have no object, and so one word less.
            let isInline = words[10] == "[inline]"
            guard let across = Double(words[isInline ? 11 : 12]), let down = Double(words[isInline ? 12 : 13]),
                across > 0, down > 0
            else { continue }
            let size = pages[page - 1]
            shares[page, default: 0] += (width / across * 72) * (height / down * 72) / (size.width * size.height)
        }
        return shares
    }
}
