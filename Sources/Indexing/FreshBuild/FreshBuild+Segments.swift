// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

extension FreshBuild {
    /// Segments are at most about so many bytes of files, so that none's postings fill the memory; those that are larger
    /// write parts of themselves.
    private static let largestSegment: Int64 = 6 << 20
    /// The merge has all segments open, and is not to run out of descriptors: two or three hundred with two threads.
    private static let mostSegments: Int64 = 150
    /// The bytes of files that are worth a further thread, which needs its dictionaries first.
    private static let worthAThread: Int64 = 128 << 10
    /// A leftover with higher numbers is damaged: no build comes so far, and there must be as many for what is still to
    /// come.
    private static let highestNumber: UInt32 = 1 << 31
    /// The times that each thread may go on with half of what another one has left.
    static let mostDivisions = 8

    /// The size of the file of `job` in bytes, at least 1.
    static func size(of job: IndexingJob) -> Int64 { max(1, job.size) }

    /// The bytes of files of which the next segment is made where there are `total`, of which `left` remain: about half
    /// of what each thread still has to do, so that all end together.
    func segmentSize(left: Int64, of total: Int64) -> Int64 {
        let even = left / Int64(2 * run.options.threadCount) + 1
        return max(Int64(run.options.smallestSegment), min(Self.largestSegment, even), total / Self.mostSegments)
    }

    /// The number of threads that are worth starting for `jobs`, in so many ranges.
    func threadCount(for jobs: [IndexingJob], ranges: Int) -> Int {
        let bytes = jobs.reduce(0) { $0 + Self.size(of: $1) }
        return min(run.options.threadCount, max(ranges, Int(clamping: bytes / Self.worthAThread)))
    }

    /// Divides the files into ranges, a segment each.
    func ranges(of jobs: [IndexingJob]) -> [FileRangeQueue.FileRange] {
        let total = jobs.reduce(0) { $0 + Self.size(of: $1) }
        var result: [FileRangeQueue.FileRange] = []
        var start = 0
        var bytes: Int64 = 0
        var left = total
        for (number, job) in jobs.enumerated() {
            bytes += Self.size(of: job)
            if bytes >= segmentSize(left: left, of: total) || number == jobs.count - 1 {
                result.append(FileRangeQueue.FileRange(jobs: start..<number + 1, place: build.nextPlace()))
                start = number + 1
                left -= bytes
                bytes = 0
            }
        }
        return result
    }

    /// Divides the files of `plan` into those to read and those whose documents a segment of an interrupted build holds,
    /// with how many these are. A segment that holds anything else is of no use, and is discarded.
    func takeLeftovers(
        of plan: IndexingPlan
    ) -> (jobs: [IndexingJob], resumed: [(job: IndexingJob, documents: Int)]) {
        var numbers: [String: Int] = [:]
        for (number, job) in plan.jobs.enumerated() { numbers[job.id] = number }
        let files = Set(numbers.keys)
        var documents = [Int](repeating: 0, count: plan.jobs.count)
        for leftover in build.leftovers {
            if leftover.lastDocument > Self.highestNumber {
                build.discard(leftover)
                continue
            }
            // Segments end with files: where one document of a file is in it, all are.
            var found: [Int: Int] = [:]
            let isCurrent = leftover.entries.allSatisfy { entry in
                let file = files.contains(entry.id) ? entry.id : IndexingPlan.file(of: entry.id, in: files)
                guard let number = file.flatMap({ numbers[$0] }), documents[number] == 0,
                    plan.jobs[number].root == entry.root, plan.jobs[number].stamp.matches(entry)
                else { return false }
                found[number, default: 0] += 1
                return true
            }
            if isCurrent {
                for (number, count) in found { documents[number] = count }
            } else {
                build.discard(leftover)
            }
        }
        let jobs = plan.jobs.indices.filter { documents[$0] == 0 }.map { plan.jobs[$0] }
        return (jobs, plan.jobs.indices.filter { documents[$0] > 0 }.map { (plan.jobs[$0], documents[$0]) })
    }
}
