// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_BLOCKFILE_H
#define CXAPIAN_GLASS_BLOCKFILE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cx {

/// The file of a table, read block by block. One that is not there has no blocks.
class BlockFile {
    std::string path;
    size_t block_size;
    int descriptor = -1;
    uint64_t size = 0;
    std::vector<unsigned char> window;
    uint32_t window_start = 0, window_count = 0;

  public:
    /// Opens the file. Throws Xapian::DatabaseError where the system refuses.
    BlockFile(std::string path, size_t block_size);
    BlockFile(const BlockFile &) = delete;
    BlockFile &operator=(const BlockFile &) = delete;
    ~BlockFile();

    /// The number of blocks; the last may be short.
    uint32_t count() const;
    /// CRC-32 of a block; those that follow are read with it.
    uint32_t sum(uint32_t number, bool is_alone);
    /// The blocks that a branch of `level` leads to; none where it is no such branch.
    std::vector<uint32_t> children(uint32_t number, unsigned level);
    /// The revision in which a block was written.
    uint32_t revision(uint32_t number);

  private:
    /// The bytes of a block, with how many there are; good until the next call.
    const unsigned char *block(uint32_t number, size_t &bytes, bool is_alone);
};

}  // namespace cx

#endif
