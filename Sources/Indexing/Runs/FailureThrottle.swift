// SPDX-License-Identifier: GPL-3.0-or-later

/// Lets through at most ``mostAlike`` failures of one kind and file, and one that says that there are more: a file with
/// a hundred thousand bad parts must not bury all other failures.
struct FailureThrottle {
    private var file = ""
    private var counts: [String: Int] = [:]

    /// The most parts of a file that are named for one reason.
    static let mostAlike = 20

    /// Returns `failure` of the file of `job`, or of a part of it, as it is to be told; nil where enough alike were.
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
