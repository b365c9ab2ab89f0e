// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/table.h"

#include "glass/packing.h"

#include <xapian.h>

#include <algorithm>
#include <cstring>

namespace cx {

namespace {

/// A block holds at least four items.
constexpr size_t largest_item = (Table::block_size - Table::directory_start - 4 * Table::directory_entry) / 4;
/// The least number of bytes of a tag that is cut off to fill up a block.
constexpr size_t smallest_piece = 128;
/// Of a database with one commit.
constexpr uint32_t revision = 1;

/// Writes two bytes, the higher first, as all numbers of fixed size in blocks.
void put2(unsigned char *place, size_t value) {
    place[0] = static_cast<unsigned char>(value >> 8);
    place[1] = static_cast<unsigned char>(value);
}

void put4(unsigned char *place, uint32_t value) {
    put2(place, value >> 16);
    put2(place + 2, value & 0xFFFF);
}

}  // namespace

// ---- blocks ----

Table::Block::Block(int level) : bytes(block_size) { reset(level); }

void Table::Block::reset(int level) {
    std::fill(bytes.begin(), bytes.end(), 0);
    put4(bytes.data(), revision);
    bytes[4] = static_cast<unsigned char>(level);
    directory_end = directory_start;
    items_begin = block_size;
}

bool Table::Block::is_empty() const { return directory_end == directory_start; }

unsigned char *Table::Block::place(size_t size) {
    items_begin -= size;
    put2(bytes.data() + directory_end, items_begin);
    directory_end += directory_entry;
    return bytes.data() + items_begin;
}

// ---- the table ----

Table::Table(std::string path, bool compresses) : path(std::move(path)), compresses(compresses) {}

void Table::add(std::string_view key, std::string_view tag) {
    if (compresses && tag.size() > compress_min) {
        if (!compressor) compressor = std::make_unique<TagCompressor>();
        const std::string_view shorter = compressor->compress(tag);
        if (!shorter.empty()) {
            copy(key, shorter, true);
            return;
        }
    }
    copy(key, tag, false);
}

void Table::copy(std::string_view key, std::string_view tag, bool is_compressed) {
    if (key.empty() || key.size() > 255) throw Xapian::InvalidArgumentError("a key of impossible length");
    if (!file) {
        file = std::make_unique<OutputFile>(path);
        levels.emplace_back(0);
        // Every table begins with an item without a key.
        put2(levels[0].place(3), first_flag | last_flag);
    }
    if (key <= last_key) throw Xapian::DatabaseCorruptError("keys do not rise in " + path);
    // An item: its size less 3 with flags, the key's length, the key, the component's number but for the first, data.
    unsigned component = 1;
    do {
        const size_t head = 3 + key.size() + (component > 1 ? 2 : 0);
        size_t room = largest_item - head;
        // A tag that does not fit into one item fills up the block first.
        const size_t taken = directory_entry + head;
        const size_t free = levels[0].free();
        if (tag.size() > room && free >= taken + smallest_piece) room = std::min(room, free - taken);
        const std::string_view part = tag.substr(0, room);
        tag.remove_prefix(part.size());
        if (component == 0xFFFF) throw Xapian::UnimplementedError("an entry is too large");
        add_item(key, part, component, tag.empty(), is_compressed);
        ++component;
    } while (!tag.empty());
    last_key.assign(key);
    ++entries;
}

void Table::add_item(
    std::string_view key, std::string_view tag, unsigned component, bool is_last, bool is_compressed) {
    const size_t size = 3 + key.size() + (component > 1 ? 2 : 0) + tag.size();
    if (levels[0].free() < size + directory_entry) {
        const uint32_t number = write(levels[0]);
        add_branch(1, separator, separator_component, number);
        levels[0].reset(0);
        // The shortest beginning of the key that tells it from the one before.
        const std::string_view before = component > 1 ? key : std::string_view(last_key);
        size_t same = 0;
        while (same < key.size() && same < before.size() && key[same] == before[same]) ++same;
        separator.assign(key.substr(0, std::min(key.size(), same + 1)));
        separator_component = component;
    }
    unsigned char *item = levels[0].place(size);
    put2(item, (size - 3) | (is_compressed ? compressed_flag : 0) | (is_last ? last_flag : 0) |
                   (component == 1 ? first_flag : 0));
    item[2] = static_cast<unsigned char>(key.size());
    std::memcpy(item + 3, key.data(), key.size());
    item += 3 + key.size();
    if (component > 1) {
        put2(item, component);
        item += 2;
    }
    if (!tag.empty()) std::memcpy(item, tag.data(), tag.size());
}

void Table::add_branch(size_t level, std::string_view key, unsigned component, uint32_t child) {
    if (levels.size() <= level) {
        levels.emplace_back(static_cast<int>(level));
        branch_separators.resize(level + 1);
    }
    size_t size = 7 + key.size();
    if (levels[level].free() < size + directory_entry) {
        const uint32_t number = write(levels[level]);
        const auto above = branch_separators[level];
        add_branch(level + 1, above.first, above.second, number);
        levels[level].reset(static_cast<int>(level));
        branch_separators[level] = {std::string(key), component};
    }
    // The first item of a branch needs no key: the one above has it.
    if (levels[level].is_empty()) {
        size = 7;
        key = {};
        component = 0;
    }
    unsigned char *item = levels[level].place(size);
    put4(item, child);
    item[4] = static_cast<unsigned char>(key.size());
    if (!key.empty()) std::memcpy(item + 5, key.data(), key.size());
    put2(item + 5 + key.size(), component);
}

uint32_t Table::write(Block &block) {
    put2(block.bytes.data() + 5, block.free());
    put2(block.bytes.data() + 7, block.free());
    put2(block.bytes.data() + directory_end_offset, block.directory_end);
    file->append(block.bytes.data(), block_size);
    return blocks++;
}

void Table::finish(std::string &version) {
    uint32_t root = 0;
    if (file) {
        root = write(levels[0]);
        std::string key = separator;
        unsigned component = separator_component;
        // Levels may be added on the way up.
        for (size_t level = 1; level < levels.size(); ++level) {
            add_branch(level, key, component, root);
            root = write(levels[level]);
            key = branch_separators[level].first;
            component = branch_separators[level].second;
        }
        file->finish();
        file.reset();
    }
    const bool is_fake = entries == 0;
    pack(version, root);
    const size_t height = levels.empty() ? 0 : levels.size() - 1;
    pack(version, height << 2 | 2 | (is_fake ? 1 : 0));
    pack(version, entries);
    pack(version, block_size >> 11);
    pack(version, compresses ? compress_min : 0);
    // The list of free blocks: revision, first unused block, nothing in it.
    std::string free_list;
    if (!is_fake) {
        pack(free_list, revision);
        pack(free_list, blocks);
        free_list.append(4, '\0');
    }
    pack(version, free_list.size());
    version += free_list;
}

}  // namespace cx
