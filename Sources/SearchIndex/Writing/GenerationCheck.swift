// SPDX-License-Identifier: GPL-3.0-or-later
internal import CXapian

/// The check of a new generation before it takes an older one's place.
struct GenerationCheck {
    /// The generation's folder.
    let place: String
    /// The index's folder, for errors.
    let path: String

    /// Opens the database, counts its documents, and has Xapian check its tables in a child process.
    ///
    /// - Parameters:
    ///   - documents: The number of documents that there must be; nil where nobody knows.
    ///   - work: Done while the child process is at work.
    /// - Throws: ``IndexError/Code/corrupt`` where something is not as it was written.
    func requireSound(documents: Int?, meanwhile work: () -> Void = {}) throws(IndexError) {
        let problems = try IndexFolder.tableProblems(in: place, path: path, meanwhile: work)
        if let problem = problems.first { throw failure("\(problem)") }
        let reader = try engine(path) { unsafe cx_reader_open(place, $0) }
        defer { unsafe cx_reader_close(reader) }
        var figures = cx_figures()
        _ = try engine(path) { unsafe cx_reader_figures(reader, &figures, $0) }
        if let documents, documents != Int(figures.documents) {
            throw failure("\(figures.documents) documents instead of \(documents)")
        }
    }

    private func failure(_ what: String) -> IndexError {
        IndexError(.corrupt, "The new index at \(path) was not as it was written.", engine: what, path: path)
    }
}
