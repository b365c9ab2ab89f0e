// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOConcurrencyHelpers

/// The databases on other machines that do not answer at present, as all readers of this process have found.
///
/// Whoever waits for one that does not answer has others know, so that they need not wait too. Only readers that follow
/// commits for others (``IndexReader/refresh(seeking:)``) try it again, at most once in ``interval``; one that is up again, or
/// whose database was replaced by another, has its place connected to anew by all.
enum ShardHealth {
    private struct State {
        /// When each was last tried in vain.
        var down: [RemotePlace: ContinuousClock.Instant] = [:]
        /// When each was last looked at for another database in its place.
        var looked: [RemotePlace: ContinuousClock.Instant] = [:]
        /// The number of times that each had to be connected to anew.
        var versions: [RemotePlace: Int] = [:]
    }

    /// The times between two attempts to reach one that is down, and between two looks if it was replaced.
    private static let (interval, lookInterval) = (Duration.seconds(1), Duration.seconds(5))
    /// Its lock is of pthreads: the thread sanitizer cannot follow those of `Synchronization`.
    private static let state = NIOLockedValueBox(State())

    /// True if `place` did not answer when it was last asked.
    static func isDown(_ place: RemotePlace) -> Bool { state.withLockedValue { $0.down[place] != nil } }

    /// Grows each time that `place` has to be connected to anew.
    static func version(of place: RemotePlace) -> Int { state.withLockedValue { $0.versions[place] ?? 0 } }

    /// `place` does not answer.
    static func markDown(_ place: RemotePlace) { state.withLockedValue { $0.down[place] = .now } }

    /// `place` answers, and is to be connected to by who has given it up.
    static func markUp(_ place: RemotePlace) {
        state.withLockedValue { state in
            if state.down.removeValue(forKey: place) != nil { state.versions[place, default: 0] += 1 }
        }
    }

    /// There is another database at `place`.
    static func markReplaced(_ place: RemotePlace) { state.withLockedValue { $0.versions[place, default: 0] += 1 } }

    /// True if the caller is to try `place`, which is down, again now.
    static func takesAttempt(_ place: RemotePlace) -> Bool {
        state.withLockedValue { state in
            guard let last = state.down[place], .now - last >= interval else { return false }
            state.down[place] = .now
            return true
        }
    }

    /// True if the caller is to look now if `place` has another database.
    static func takesLook(_ place: RemotePlace) -> Bool {
        state.withLockedValue { state in
            if let last = state.looked[place], .now - last < lookInterval { return false }
            state.looked[place] = .now
            return true
        }
    }
}
