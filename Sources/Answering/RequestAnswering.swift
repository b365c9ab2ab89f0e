// SPDX-License-Identifier: GPL-3.0-or-later
public import Deadlines
public import LineProtocol

/// Answers requests. A server gives each of its threads one. Not `Sendable`: an open index belongs to one thread.
///
/// All three functions throw where the index can no longer be read: then it has to be opened anew.
public protocol RequestAnswering: AnyObject {
    /// The answer to `request`, which may be an error that is the request's own. Once `deadline` has passed, that is
    /// `outOfTime`, at most 0.2 s later.
    func answer(_ request: Request, by deadline: Deadline) throws -> Reply
    /// Moves to the state of the index that is served, or where nobody follows the commits, to the newest one. Called
    /// before each batch of requests, and now and then while there is none.
    func refreshIfStale() throws
    /// Follows the commits for all that answer from the index: looks for a newer one, prepares the replies to what is
    /// asked at present, and has it served. Called again and again on a thread that answers nobody.
    func followCommits() throws
}

extension RequestAnswering {
    /// The answer to `request`, however long it takes.
    public func answer(_ request: Request) throws -> Reply { try answer(request, by: .never) }
}
