// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/blockfile.h"

#include "glass/table.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cx {

namespace {

/// Bytes that are read at a time where blocks are read one after the other.
constexpr size_t read_ahead = size_t(1) << 20;

size_t get2(const unsigned char *place) { return size_t(place[0]) << 8 | place[1]; }

uint32_t get4(const unsigned char *place) { return static_cast<uint32_t>(get2(place) << 16 | get2(place + 2)); }

}  // namespace

BlockFile::BlockFile(std::string path, size_t block_size) : path(std::move(path)), block_size(block_size) {
    if (block_size < 2048 || block_size > 65536) throw Xapian::DatabaseCorruptError(this->path + " is damaged");
    descriptor = ::open(this->path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT) return;
        throw Xapian::DatabaseError("Couldn't open " + this->path, errno);
    }
    struct stat status;
    if (::fstat(descriptor, &status) == 0) size = static_cast<uint64_t>(status.st_size);
}

BlockFile::~BlockFile() {
    if (descriptor >= 0) ::close(descriptor);
}

uint32_t BlockFile::count() const { return static_cast<uint32_t>((size + block_size - 1) / block_size); }

const unsigned char *BlockFile::block(uint32_t number, size_t &bytes, bool is_alone) {
    if (number >= count()) {
        bytes = 0;
        return window.data();
    }
    if (number < window_start || number - window_start >= window_count) {
        window.resize(is_alone ? block_size : std::max(block_size, read_ahead / block_size * block_size));
        const uint64_t offset = uint64_t(number) * block_size;
        size_t done = 0;
        while (done < window.size()) {
            const ssize_t part = ::pread(descriptor, window.data() + done, window.size() - done,
                                         static_cast<off_t>(offset + done));
            if (part < 0 && errno == EINTR) continue;
            if (part < 0) throw Xapian::DatabaseError("Error reading " + path, errno);
            if (part == 0) break;
            done += static_cast<size_t>(part);
        }
        window_start = number;
        window_count = static_cast<uint32_t>((done + block_size - 1) / block_size);
        // A short last block.
        if (done < window.size()) std::fill(window.begin() + static_cast<std::ptrdiff_t>(done), window.end(), 0);
    }
    const uint64_t start = uint64_t(number) * block_size;
    bytes = static_cast<size_t>(std::min<uint64_t>(block_size, size - start));
    return window.data() + size_t(number - window_start) * block_size;
}

uint32_t BlockFile::sum(uint32_t number, bool is_alone) {
    size_t bytes;
    const unsigned char *data = block(number, bytes, is_alone);
    return libdeflate_crc32(0, data, bytes);
}

uint32_t BlockFile::revision(uint32_t number) {
    size_t bytes;
    const unsigned char *data = block(number, bytes, true);
    return bytes < 4 ? 0 : get4(data);
}

std::vector<uint32_t> BlockFile::children(uint32_t number, unsigned level) {
    std::vector<uint32_t> found;
    size_t bytes;
    const unsigned char *data = block(number, bytes, true);
    if (bytes < block_size || data[4] != level) return found;
    const size_t end = get2(data + Table::directory_end_offset);
    if (end > block_size) return found;
    for (size_t place = Table::directory_start; place + 1 < end; place += Table::directory_entry) {
        const size_t item = get2(data + place);
        if (item + 4 <= block_size) found.push_back(get4(data + item));
    }
    return found;
}

}  // namespace cx
