// SPDX-License-Identifier: GPL-3.0-or-later
public import OCRRepair

extension Repairer: TextRepairing {}
