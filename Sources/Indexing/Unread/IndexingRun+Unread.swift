// SPDX-License-Identifier: GPL-3.0-or-later
internal import SearchIndex

/// Files that could not be taken: told once, then counted.
extension IndexingRun {
    /// Takes the files out of a plan that are known to hold nothing that can be taken, and have not changed.
    func passOverUnread(in plan: inout IndexingPlan) {
        plan.jobs.removeAll { job in
            guard unread?.holdsNothing(job) == true else { return false }
            summary.stillUnread += 1
            return true
        }
    }

    /// Counts and reports a failure of the file of `job`, or of a part of it, unless enough alike were, or the run before
    /// told it.
    func fail(_ failure: IndexingFailure, of job: IndexingJob) {
        guard let failure = throttle.admit(failure, of: job) else { return }
        if unread?.isNew(failure, of: job) == false { summary.stillUnread += 1 } else { fail(failure) }
    }

    /// Counts and reports a failure that the plan found, unless the run before told it. What a person has to decide on is
    /// told each time.
    func failIfNew(_ failure: IndexingFailure) {
        switch failure.kind {
        case .permission, .io, .badData:
            if unread?.isNew(failure) == false { return summary.stillUnread += 1 }
        default: break
        }
        fail(failure)
    }

    /// Remembers what this run, which did the `jobs`, could not take.
    func rememberUnread(_ jobs: [IndexingJob]) throws(IndexError) {
        if !summary.isStopped { for job in jobs { unread?.note(job) } }
        try unread?.save(in: folder)
    }
}
