// SPDX-License-Identifier: GPL-3.0-or-later
private import Glibc

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }
    /// The number to the power `exponent`.
    func power(_ exponent: Double) -> Double { pow(self, exponent) }
}
