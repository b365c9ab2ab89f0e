// SPDX-License-Identifier: GPL-3.0-or-later
internal import OCRRepair

/// The lines of `haku normalise --report`: a TSV record for each repair of one file, in the order of the text.
struct RepairReport {
    private let places: LinePlaces
    private let name: String
    private let isExplained: Bool
    private let withRejected: Bool

    /// - Parameters:
    ///   - source: The text as it came.
    ///   - name: The file's name.
    ///   - isExplained: True if the evidence is printed, in columns behind the others.
    ///   - withRejected: True if what was weighed and not repaired is printed, too.
    init(of source: String, name: String, isExplained: Bool, withRejected: Bool) {
        places = LinePlaces(source)
        self.name = name
        self.isExplained = isExplained
        self.withRejected = withRejected
    }

    /// The lines, without their ends.
    func lines(for text: RepairedText) -> [String] {
        var rejections = (withRejected ? text.rejections : [])[...]
        var lines: [String] = []
        for repair in text.repairs {
            while let rejection = rejections.first, rejection.sourceOffset < repair.sourceOffset {
                lines.append(line(rejections.removeFirst()))
            }
            let confidence = (repair.confidence * 1000).rounded() / 1000
            lines.append(
                line(
                    repair.sourceOffset, repair.original, repair.repaired, confidence, repair.reason.rawValue,
                    repair.explanation))
        }
        return lines + rejections.map(line)
    }

    private func line(_ rejection: Rejection) -> String {
        line(rejection.sourceOffset, rejection.original, rejection.candidate, 0, "rejected", rejection.explanation)
    }

    private func line(
        _ offset: Int, _ original: String, _ repaired: String, _ confidence: Double, _ reason: String,
        _ explanation: Explanation?
    ) -> String {
        let place = places.place(ofUTF8: offset)
        var cells = [name, "\(place.line)", "\(place.column)", original, repaired, "\(confidence)", reason]
        if isExplained, let explanation {
            cells += [
                Self.nats(explanation.gain), Self.nats(explanation.margin), explanation.runnerUp ?? "-",
                explanation.lead.map(Self.nats) ?? "-",
            ]
            cells += explanation.evidence.map { $0.name + "=" + Self.nats($0.nats) }
        }
        return TSV.record(cells)
    }

    /// `nats` with two decimals.
    private static func nats(_ nats: Float) -> String {
        guard nats.isFinite else { return nats < 0 ? "-inf" : "inf" }
        let hundredths = Int((nats * 100).rounded())
        let magnitude = String(abs(hundredths))
        let padded = String(repeating: "0", count: max(0, 3 - magnitude.count)) + magnitude
        return (hundredths < 0 ? "-" : "") + padded.dropLast(2) + "." + padded.suffix(2)
    }
}
