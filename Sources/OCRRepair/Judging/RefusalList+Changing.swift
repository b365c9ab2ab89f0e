// SPDX-License-Identifier: GPL-3.0-or-later

extension RefusalList {
    /// Changes the lists of refused and of confirmed repairs that the index in `folder` keeps. Programs and threads that change
    /// them at once do so one after the other, and who reads one meanwhile reads it as it was before.
    ///
    /// - Parameters:
    ///   - folder: The index's folder.
    ///   - change: What is done to the refusals and to the confirmations.
    /// - Returns: The lists as they are then.
    /// - Throws: ``RepairError`` where a list cannot be read or written.
    @discardableResult
    public static func changing(
        in folder: String, _ change: (inout Set<RefusedRepair>, inout [String: String]) throws -> Void
    ) throws -> (refused: RefusalList, confirmed: ConfirmationList) {
        try RepairListFile.locking(folder) {
            var refusals = try RefusalList(folder: folder)
            var confirmations = try ConfirmationList(folder: folder)
            let (refused, confirmed) = (refusals.refused, confirmations.confirmed)
            try change(&refusals.refused, &confirmations.confirmed)
            if refusals.refused != refused {
                try RepairListFile.replace(folder + "/" + fileName, with: refusals.text)
            }
            if confirmations.confirmed != confirmed {
                try RepairListFile.replace(folder + "/" + ConfirmationList.fileName, with: confirmations.text)
            }
            return (refusals, confirmations)
        }
    }
}
