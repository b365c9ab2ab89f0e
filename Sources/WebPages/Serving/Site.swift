// SPDX-License-Identifier: GPL-3.0-or-later
internal import Wording

/// The things that all requests share.
struct Site: Sendable {
    let hakud: Hakud
    let messages: MessageTable
    let templates: Templates
    let documents: DocumentFolders
    let pages = PageCache()
}

extension MessageTable {
    /// The words of the pages.
    static let pages = MessageTable(String(decoding: PackageResources.messages_tsv, as: UTF8.self))
}

extension SentenceTable {
    /// The sentences of hakud, some of them as one says them to a reader of a page.
    static let pages = SentenceTable.shipped(replacing: .pages)
}
