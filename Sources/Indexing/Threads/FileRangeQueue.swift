// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex
internal import Synchronization

/// Ranges of jobs that threads take one after the other, and, where there are no more, half of what another thread has
/// still to do of its own: so that all end together, whatever a file costs.
///
/// A page out of OCR costs ten times what a clean one of the same size does, so that no division made beforehand is even.
final class FileRangeQueue: Sendable {
    /// Jobs that one thread does, into a segment of its own.
    struct FileRange: Sendable {
        var jobs: Range<Int>
        var place: SegmentPlace
    }

    /// A range that a thread has taken.
    struct Taken: Sendable {
        let place: SegmentPlace
        fileprivate let number: Int
    }

    private struct State {
        /// The ranges that no thread has taken, the last first.
        var waiting: [FileRange]
        /// Places for halves.
        var spare: [SegmentPlace]
        /// The jobs that were not begun of each range that was taken.
        var left: [Range<Int>] = []
    }

    /// Less than so many bytes of files are not worth a segment of their own.
    private static let leastShared: Int64 = 16 << 10

    private let state: Mutex<State>
    /// The bytes of all jobs before each, by job.
    private let before: [Int64]

    /// A queue of `ranges` of jobs of so many bytes, which may be divided as often as there are places to `spare`.
    init(_ ranges: [FileRange], sizes: [Int64], spare: [SegmentPlace]) {
        state = Mutex(State(waiting: ranges.reversed(), spare: spare))
        var before: [Int64] = [0]
        before.reserveCapacity(sizes.count + 1)
        for size in sizes { before.append(before[before.count - 1] + size) }
        self.before = before
    }

    /// A range for a thread that has none; nil once the others can end theirs as soon by themselves.
    func take() -> Taken? {
        state.withLock { state in
            if let range = state.waiting.popLast() {
                state.left.append(range.jobs)
                return Taken(place: range.place, number: state.left.count - 1)
            }
            guard let largest = state.left.indices.max(by: { size(of: state.left[$0]) < size(of: state.left[$1]) }),
                size(of: state.left[largest]) >= Self.leastShared, let middle = middle(of: state.left[largest]),
                let place = state.spare.popLast()
            else { return nil }
            let end = state.left[largest].upperBound
            state.left[largest] = state.left[largest].lowerBound..<middle
            state.left.append(middle..<end)
            return Taken(place: place, number: state.left.count - 1)
        }
    }

    /// The next job of a range; nil at its end.
    func next(of taken: Taken) -> Int? {
        state.withLock { state in
            let left = state.left[taken.number]
            guard !left.isEmpty else { return nil }
            state.left[taken.number] = left.lowerBound + 1..<left.upperBound
            return left.lowerBound
        }
    }

    private func size(of jobs: Range<Int>) -> Int64 { before[jobs.upperBound] - before[jobs.lowerBound] }

    /// The job with which the second half of `jobs` begins, by bytes; nil where there is but one.
    private func middle(of jobs: Range<Int>) -> Int? {
        guard jobs.count > 1 else { return nil }
        let half = before[jobs.lowerBound] + size(of: jobs) / 2
        let found = jobs.dropFirst().first { before[$0] >= half } ?? jobs.upperBound - 1
        return min(max(found, jobs.lowerBound + 1), jobs.upperBound - 1)
    }
}
