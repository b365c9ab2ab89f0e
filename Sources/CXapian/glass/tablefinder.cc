// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/tablefinder.h"

#include "glass/table.h"

#include <xapian.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace cx {

namespace {

size_t get2(const unsigned char *place) { return size_t(place[0]) << 8 | place[1]; }

uint32_t get4(const unsigned char *place) { return static_cast<uint32_t>(get2(place) << 16 | get2(place + 2)); }

/// The number of items of a block.
size_t count(const std::vector<unsigned char> &bytes) {
    return (get2(bytes.data() + Table::directory_end_offset) - Table::directory_start) / Table::directory_entry;
}

}  // namespace

TableFinder::TableFinder(std::string path, const TableInfo &table, uint64_t revision, size_t blocks)
    : path(std::move(path)), table(table), revision(revision) {
    if (table.is_empty) return;
    if (table.block_size < 2048 || table.block_size > 65536 || table.level > 10) damaged();
    descriptor = ::open(this->path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw Xapian::DatabaseOpeningError("Couldn't open " + this->path, errno);
    this->blocks.resize(blocks);
}

TableFinder::~TableFinder() {
    if (descriptor >= 0) ::close(descriptor);
}

void TableFinder::damaged() const { throw Xapian::DatabaseCorruptError(path + " is damaged"); }

void TableFinder::read(uint32_t number, std::vector<unsigned char> &bytes) const {
    bytes.resize(table.block_size);
    const off_t offset = static_cast<off_t>(number) * static_cast<off_t>(table.block_size);
    for (size_t done = 0; done < bytes.size();) {
        const ssize_t read =
            ::pread(descriptor, bytes.data() + done, bytes.size() - done, offset + static_cast<off_t>(done));
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) throw Xapian::DatabaseError("Error reading " + path, errno);
        if (read == 0) damaged();
        done += static_cast<size_t>(read);
    }
}

const TableFinder::Block &TableFinder::block(uint32_t number, unsigned level) {
    Block &block = blocks[number % blocks.size()];
    if (block.number != number) {
        // Not its number before it is whole.
        block.number = UINT32_MAX;
        read(number, block.bytes);
        const unsigned char *bytes = block.bytes.data();
        if (get4(bytes) > revision) throw Xapian::DatabaseModifiedError("The database was changed twice since it was opened");
        const size_t end = get2(bytes + Table::directory_end_offset);
        if (end < Table::directory_start || end > table.block_size) damaged();
        if ((end - Table::directory_start) % Table::directory_entry != 0) damaged();
        if (bytes[4] > 0 && end == Table::directory_start) damaged();
        block.number = number;
    }
    if (block.bytes[4] != level) damaged();
    return block;
}

std::string_view TableFinder::key(const Block &block, size_t place, unsigned level, unsigned &component) const {
    const unsigned char *bytes = block.bytes.data();
    const size_t offset = get2(bytes + Table::directory_start + place * Table::directory_entry);
    // Before the length of the key: two bytes of size in a leaf, the number of a block in a branch.
    const size_t head = level == 0 ? 2 : 4;
    if (offset + head + 1 > table.block_size) damaged();
    const size_t start = offset + head + 1, size = bytes[offset + head];
    const bool is_first = level == 0 && (get2(bytes + offset) & Table::first_flag) != 0;
    if (start + size + (is_first ? 0 : 2) > table.block_size) damaged();
    component = is_first ? 1 : static_cast<unsigned>(get2(bytes + start + size));
    return std::string_view(reinterpret_cast<const char *>(bytes) + start, size);
}

TableFinder::Item TableFinder::item(const Block &block, size_t place) const {
    Item item;
    item.key = key(block, place, 0, item.component);
    const unsigned char *bytes = block.bytes.data();
    const size_t offset = get2(bytes + Table::directory_start + place * Table::directory_entry);
    const size_t flags = get2(bytes + offset), size = (flags & Table::size_mask) + 3;
    const size_t head = 3 + item.key.size() + ((flags & Table::first_flag) != 0 ? 0 : 2);
    if (offset + size > table.block_size || head > size) damaged();
    if ((flags & Table::compressed_flag) != 0) throw Xapian::UnimplementedError("a compressed tag");
    item.is_last = (flags & Table::last_flag) != 0;
    item.data = std::string_view(reinterpret_cast<const char *>(bytes) + offset + head, size - head);
    return item;
}

size_t TableFinder::search(
    const Block &block, unsigned level, std::string_view wanted, unsigned component, size_t first) const {
    size_t low = first, high = count(block.bytes);
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        unsigned its = 0;
        const int order = key(block, middle, level, its).compare(wanted);
        if (order < 0 || (order == 0 && its <= component)) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

bool TableFinder::find(std::string_view wanted, unsigned component, Item &found) {
    bool is_known = false;
    if (leaf != UINT32_MAX && blocks[leaf % blocks.size()].number == leaf) {
        // The next key asked for mostly stands a little further on in the same leaf.
        const Block &last = blocks[leaf % blocks.size()];
        unsigned its = 0;
        const size_t end = count(last.bytes);
        is_known = end > 0 && key(last, leaf_place, 0, its).compare(wanted) <= 0 &&
                   key(last, end - 1, 0, its).compare(wanted) > 0;
        if (is_known && component > 1) is_known = false;
    }
    if (!is_known) {
        uint32_t number = table.root;
        for (unsigned level = table.level; level > 0; --level) {
            const Block &branch = block(number, level);
            const size_t place = search(branch, level, wanted, component, 0);
            const size_t offset =
                get2(branch.bytes.data() + Table::directory_start + place * Table::directory_entry);
            number = get4(branch.bytes.data() + offset);
        }
        leaf = number;
        leaf_place = 0;
    }
    const Block &last = block(leaf, 0);
    if (count(last.bytes) == 0) return false;
    leaf_place = search(last, 0, wanted, component, leaf_place);
    found = item(last, leaf_place);
    return found.key == wanted && found.component == component;
}

bool TableFinder::find(std::string_view wanted, std::string_view &tag) {
    if (table.is_empty) return false;
    Item found;
    if (!find(wanted, 1, found)) return false;
    tag = found.data;
    if (found.is_last) return true;
    // The others may lie in other blocks.
    whole_tag.assign(found.data);
    for (unsigned component = 2; !found.is_last; ++component) {
        if (component > 0xFFFF || !find(wanted, component, found)) damaged();
        whole_tag += found.data;
    }
    tag = whole_tag;
    return true;
}

}  // namespace cx
