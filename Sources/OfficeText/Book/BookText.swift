// SPDX-License-Identifier: GPL-3.0-or-later

extension OfficeDocument {
    private static let largestChapter = 64 << 20

    /// Reads an electronic book (EPUB 3.3): its chapters in the order of its spine, as one page.
    mutating func readBook() throws(OfficeError) {
        if package.has("META-INF/encryption.xml"), package.has("META-INF/rights.xml") {
            throw OfficeError(.encrypted, "is a book whose text its seller has encrypted")
        }
        guard let main = try rootFile(), let reader = try package.reader(main) else {
            throw OfficeError(.damaged, "is damaged: it names no part to begin with")
        }
        let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
        var parts: [String: String] = [:]
        var order: [String] = []
        while try reader.next() {
            guard reader.kind == .start else { continue }
            if reader.name == "item", let id = reader.attribute("id"), let part = reader.attribute("href") {
                parts[id] = Relationships.resolve(part, in: folder)
            } else if reader.name == "itemref", let id = reader.attribute("idref") {
                order.append(id)
            }
        }
        let title = try title(of: main)
        var blocks: [String] = []
        for part in order.compactMap({ parts[$0] }) {
            do throws(OfficeError) {
                guard let bytes = try package.bytes(part, most: Self.largestChapter) else { continue }
                blocks.append(html(bytes))
            } catch {
                note(error)
            }
        }
        if let title, !blocks.joined(separator: "\n").prefix(4000).contains(title) {
            blocks.insert(title + "\n", at: 0)
        }
        emit(blocks.filter { !$0.isEmpty }.joined(separator: "\n"))
    }

    /// The part that describes the book.
    private func rootFile() throws(OfficeError) -> String? {
        guard let reader = try package.reader("META-INF/container.xml") else { return nil }
        while try reader.next() {
            if reader.kind == .start, reader.name == "rootfile" { return reader.attribute("full-path") }
        }
        return nil
    }
}
