// SPDX-License-Identifier: GPL-3.0-or-later
internal import CodedErrors
internal import VoikkoTransducer

extension MappedFile {
    /// The file at `path`, mapped. Where it cannot be, `consequence` ends the error's sentence.
    static func mapping(_ path: String, orElse consequence: String) throws(LanguageDataError) -> MappedFile {
        do throws(FileProblem) {
            return try MappedFile(path: path)
        } catch {
            throw LanguageDataError(.unexpected, "\(path) \(error.message): \(consequence)")
        }
    }
}
