// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/tablereader.h"

#include "glass/table.h"

#include <xapian.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace cx {

namespace {

/// The number of blocks that are read at a time.
constexpr size_t blocks_at_once = 8;

size_t get2(const unsigned char *place) { return size_t(place[0]) << 8 | place[1]; }

uint32_t get4(const unsigned char *place) { return static_cast<uint32_t>(get2(place) << 16 | get2(place + 2)); }

}  // namespace

TableReader::TableReader(std::string path, const TableInfo &table) : path(std::move(path)), table(table) {
    if (table.is_empty) return;
    if (table.block_size < 2048 || table.block_size > 65536 || table.level > 10) damaged();
    descriptor = ::open(this->path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw Xapian::DatabaseOpeningError("Couldn't open " + this->path, errno);
}

TableReader::TableReader(TableReader &&other) noexcept
    : path(std::move(other.path)), table(other.table), descriptor(std::exchange(other.descriptor, -1)) {}

TableReader::~TableReader() {
    if (descriptor >= 0) ::close(descriptor);
}

void TableReader::damaged() const { throw Xapian::DatabaseCorruptError(path + " is damaged"); }

const unsigned char *TableReader::block(uint32_t number, unsigned level) {
    if (number < window_start || number - window_start >= window_count) {
        window.resize(blocks_at_once * table.block_size);
        size_t done = 0;
        while (done < window.size()) {
            const off_t offset = static_cast<off_t>(number) * static_cast<off_t>(table.block_size);
            const ssize_t count =
                ::pread(descriptor, window.data() + done, window.size() - done, offset + static_cast<off_t>(done));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) throw Xapian::DatabaseError("Error reading " + path, errno);
            if (count == 0) break;
            done += static_cast<size_t>(count);
        }
        window_start = number;
        window_count = done / table.block_size;
        if (window_count == 0) damaged();
    }
    const unsigned char *bytes = window.data() + (number - window_start) * table.block_size;
    const size_t end = get2(bytes + Table::directory_end_offset);
    if (bytes[4] != level || end < Table::directory_start || end > table.block_size) damaged();
    // Whole entries only: the last one of a full directory would be read beyond the block's end.
    if ((end - Table::directory_start) % Table::directory_entry != 0) damaged();
    // A branch leads somewhere.
    if (level > 0 && end == Table::directory_start) damaged();
    return bytes;
}

void TableReader::descend(uint32_t number, size_t level) {
    while (level > 0) {
        const unsigned char *bytes = block(number, static_cast<unsigned>(level));
        Branch &branch = branches[level];
        branch.bytes.assign(bytes, bytes + table.block_size);
        branch.place = Table::directory_start;
        const size_t item = get2(bytes + branch.place);
        if (item + 4 > table.block_size) damaged();
        number = get4(bytes + item);
        --level;
    }
    leaf = block(number, 0);
    place = Table::directory_start;
    places_end = get2(leaf + Table::directory_end_offset);
}

bool TableReader::next_leaf() {
    if (!is_begun) {
        is_begun = true;
        if (table.is_empty) return false;
        branches.resize(table.level + 1);
        descend(table.root, table.level);
        // The first item of a table has no key, and is no entry.
        place += Table::directory_entry;
        return true;
    }
    for (size_t level = 1; level < branches.size(); ++level) {
        Branch &branch = branches[level];
        branch.place += Table::directory_entry;
        if (branch.place >= get2(branch.bytes.data() + Table::directory_end_offset)) continue;
        const size_t item = get2(branch.bytes.data() + branch.place);
        if (item + 4 > table.block_size) damaged();
        descend(get4(branch.bytes.data() + item), level - 1);
        return true;
    }
    return false;
}

bool TableReader::next_item(Item &item) {
    while (leaf == nullptr || place >= places_end) {
        if (!next_leaf()) return false;
    }
    const size_t offset = get2(leaf + place);
    place += Table::directory_entry;
    if (offset + 3 > table.block_size) damaged();
    const unsigned char *bytes = leaf + offset;
    const size_t flags = get2(bytes);
    const size_t size = (flags & Table::size_mask) + 3;
    const size_t key_size = bytes[2];
    item.is_first = (flags & Table::first_flag) != 0;
    item.is_last = (flags & Table::last_flag) != 0;
    item.is_compressed = (flags & Table::compressed_flag) != 0;
    const size_t head = 3 + key_size + (item.is_first ? 0 : 2);
    if (offset + size > table.block_size || head > size) damaged();
    const char *start = reinterpret_cast<const char *>(bytes);
    item.key = std::string_view(start + 3, key_size);
    item.data = std::string_view(start + head, size - head);
    return true;
}

bool TableReader::next() {
    Item item;
    if (!next_item(item)) return false;
    if (!item.is_first) damaged();
    key_ = item.key;
    tag_ = item.data;
    compressed = item.is_compressed;
    if (item.is_last) return true;
    // The next item may lie in another block.
    whole_key.assign(item.key);
    whole_tag.assign(item.data);
    do {
        if (!next_item(item) || item.is_first || item.key != whole_key) damaged();
        whole_tag += item.data;
    } while (!item.is_last);
    key_ = whole_key;
    tag_ = whole_tag;
    return true;
}

}  // namespace cx
