// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import VoikkoTransducer

extension RepairError {
    /// `problem` with the file at `path`; `remedy` says what comes of it and what to do.
    init(_ problem: FileProblem, path: String, remedy: String = "") {
        self.init(
            problem.code, "\(path) \(problem.message)" + (remedy.isEmpty ? "." : "; \(remedy)"),
            path: path)
    }
}

extension MappedFile {
    /// The file at `path`, mapped.
    static func mapping(_ path: String) throws(RepairError) -> MappedFile {
        do { return try MappedFile(path: path) } catch { throw RepairError(error, path: path) }
    }
}
