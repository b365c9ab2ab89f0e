// SPDX-License-Identifier: GPL-3.0-or-later

/// The errors of a collection's readers, as far as repairs that a person confirmed show them.
enum ConfirmedErrors {
    /// `prior`, which is of any reader, with what `confirmed` tells of these ones: what each word was read as. Words that ran together
    /// or were torn say nothing of letters.
    static func model(of confirmed: [String: String], prior: ErrorModel) -> ErrorModel {
        var learner = ErrorLearner()
        for (read, meant) in confirmed.sorted(by: { $0.key < $1.key })
        where !read.contains(" ") && !meant.contains(" ") {
            learner.learn(word: Array(meant.unicodeScalars), readAs: Array(read.unicodeScalars))
        }
        return learner.words > 0 ? learner.documentModel(prior: prior) : prior
    }
}
