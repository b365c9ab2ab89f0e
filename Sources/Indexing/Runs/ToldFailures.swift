// SPDX-License-Identifier: GPL-3.0-or-later

/// Which failures of a run are told: a file with a hundred thousand bad parts must not bury all other failures.
struct ToldFailures {
    private var file = ""
    private var counts: [String: Int] = [:]

    /// So many parts of a file are named for one reason.
    static let mostAlike = 20

    /// `failure` of the file of `job`, or of a part of it, as it is to be told; nil where enough of the kind was.
    mutating func admit(_ failure: IndexingFailure, of job: IndexingJob) -> IndexingFailure? {
        if file != job.id {
            file = job.id
            counts = [:]
        }
        let path = String(decoding: job.path, as: UTF8.self)
        guard failure.path != path else { return failure }
        counts[failure.message, default: 0] += 1
        switch counts[failure.message, default: 0] {
        case ...Self.mostAlike: return failure
        case Self.mostAlike + 1:
            return IndexingFailure(
                failure.kind, path: path, message: "holds more files that cannot be taken; each \(failure.message)")
        default: return nil
        }
    }
}
