// SPDX-License-Identifier: GPL-3.0-or-later
// Sums of the blocks of a glass database, by which damage is told that Xapian's own readers follow without looking.
#ifndef CXAPIAN_GLASS_SUMS_H
#define CXAPIAN_GLASS_SUMS_H

#include "glass/version.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cx {

/// A table as it was when it was summed.
struct SummedTable {
    TableInfo info{0, 0, true, 8192};
    /// CRC-32 of each block of the file, by number; the last may be short.
    std::vector<uint32_t> sums;
    /// True for each block that the tree of the revision holds. The others are free, or list the free ones.
    std::vector<bool> used;
};

/// The sums of a database's files, kept in the file `sums` in its folder: magic, numbers of four bytes (eight for the
/// revision), little-endian, and a CRC-32 of all before at its end.
///
/// A commit writes blocks that the revision before does not use, and makes their branches anew up to the root. So what
/// changed is found by comparing the two trees from their roots, and only that is read (Sums::update).
class Sums {
  public:
    uint64_t revision = 0;
    /// CRC-32 of the file `iamglass`.
    uint32_t version_sum = 0;
    SummedTable tables[position_table + 1];

    /// Reads the file in `folder`. False where there is none; throws Xapian::DatabaseCorruptError where it is damaged.
    bool read(const std::string &folder);
    /// Writes the file: on the disk, and under its name only when it is whole.
    void write(const std::string &folder) const;

    /// Brings the sums up to the database's last commit; returns the number of blocks that were read. After more than one
    /// commit all are.
    size_t update(const std::string &folder);

    /// The damage, a line each as of cx_check. Where a writer `is_unfinished`, only what the last commit holds is looked at.
    std::string problems(const std::string &folder, bool is_unfinished) const;
};

}  // namespace cx

#endif
