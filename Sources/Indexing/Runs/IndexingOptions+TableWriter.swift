// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension IndexingOptions {
    /// The writer of a new index's tables: Xapian's own where it is asked for, or where haku's was not verified with the
    /// Xapian that the program is linked with, which is then reported.
    func tableWriter(_ report: (IndexingEvent) -> Void) -> TableWriter {
        if usesEngineWriter { return .xapian }
        let writer = TableWriter.suited(verified: verifiedXapians)
        if writer == .xapian { report(.unverifiedXapian(version: TableWriter.xapianVersion)) }
        return writer
    }
}
