// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/sums.h"

#include "glass/blockfile.h"
#include "glass/outputfile.h"

#include <libdeflate.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <iterator>
#include <string_view>
#include <unistd.h>

namespace cx {

namespace {

const std::string_view magic = "haku sums 1\n";
const char *const names[] = {"postlist", "docdata", "termlist", "position"};
constexpr int table_end = position_table + 1;
/// Lines of damage that are told of a table; one suffices, and a whole bad disk is no news after some.
constexpr size_t most_problems = 20;

uint32_t crc(std::string_view bytes) { return libdeflate_crc32(0, bytes.data(), bytes.size()); }

/// The bytes of a file; false where there is none.
bool contents(const std::string &path, std::string &bytes) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) return false;
        throw Xapian::DatabaseError("Couldn't open " + path, errno);
    }
    bytes.clear();
    char part[65536];
    ssize_t count;
    while ((count = ::read(file, part, sizeof part)) > 0) bytes.append(part, static_cast<size_t>(count));
    const int number = errno;
    ::close(file);
    if (count < 0) throw Xapian::DatabaseError("Error reading " + path, number);
    return true;
}

void put(std::string &out, uint64_t value, int size) {
    for (int byte = 0; byte < size; ++byte) out += static_cast<char>(value >> (8 * byte));
}

uint64_t take(std::string_view &in, size_t size) {
    uint64_t value = 0;
    for (size_t byte = 0; byte < size && byte < in.size(); ++byte)
        value |= uint64_t(static_cast<unsigned char>(in[byte])) << (8 * byte);
    in.remove_prefix(std::min(size, in.size()));
    return value;
}

using Numbers = std::vector<uint32_t>;

/// Sorted, each once.
void order(Numbers &numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

Numbers without(const Numbers &some, const Numbers &others) {
    Numbers rest;
    std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(rest));
    return rest;
}

/// The blocks that only one of two trees of a file holds: `gone` those of the old one, `added` those of the new one. What
/// hangs from a block of both is the same in both, and is not looked at.
void compare(BlockFile &file, const TableInfo &before, const TableInfo &after, Numbers &gone, Numbers &added) {
    Numbers old_blocks, new_blocks;
    for (unsigned level = std::max(before.level, after.level) + 1; level-- > 0;) {
        if (!before.is_empty && level == before.level) old_blocks.push_back(before.root);
        if (!after.is_empty && level == after.level) new_blocks.push_back(after.root);
        order(old_blocks);
        order(new_blocks);
        const Numbers old_only = without(old_blocks, new_blocks), new_only = without(new_blocks, old_blocks);
        gone.insert(gone.end(), old_only.begin(), old_only.end());
        added.insert(added.end(), new_only.begin(), new_only.end());
        old_blocks.clear();
        new_blocks.clear();
        if (level == 0) break;
        for (const uint32_t number : old_only) {
            const Numbers more = file.children(number, level);
            old_blocks.insert(old_blocks.end(), more.begin(), more.end());
        }
        for (const uint32_t number : new_only) {
            const Numbers more = file.children(number, level);
            new_blocks.insert(new_blocks.end(), more.begin(), more.end());
        }
    }
    order(gone);
    order(added);
}

void add(std::string &found, const char *table, const std::string &words) {
    ((found += table) += '\t') += words + '\n';
}

}  // namespace

bool Sums::read(const std::string &folder) {
    const std::string path = folder + "/sums";
    std::string bytes;
    if (!contents(path, bytes)) return false;
    const auto damaged = [&] { return Xapian::DatabaseCorruptError(path + " is damaged"); };
    if (bytes.size() < magic.size() + 4 || bytes.compare(0, magic.size(), magic) != 0) throw damaged();
    std::string_view end = std::string_view(bytes).substr(bytes.size() - 4);
    if (take(end, 4) != crc(std::string_view(bytes).substr(0, bytes.size() - 4))) throw damaged();
    std::string_view in(bytes);
    in.remove_prefix(magic.size());
    in.remove_suffix(4);
    revision = take(in, 8);
    version_sum = static_cast<uint32_t>(take(in, 4));
    for (SummedTable &table : tables) {
        table.info.root = static_cast<uint32_t>(take(in, 4));
        table.info.level = static_cast<uint32_t>(take(in, 4));
        table.info.block_size = static_cast<size_t>(take(in, 4));
        table.info.is_empty = take(in, 4) != 0;
        const size_t count = static_cast<size_t>(take(in, 4));
        if (table.info.level > 10 || in.size() < 4 * count + (count + 7) / 8) throw damaged();
        table.sums.resize(count);
        for (uint32_t &sum : table.sums) sum = static_cast<uint32_t>(take(in, 4));
        table.used.assign(count, false);
        for (size_t block = 0; block < count; ++block)
            table.used[block] = (static_cast<unsigned char>(in[block / 8]) >> (block % 8) & 1) != 0;
        in.remove_prefix((count + 7) / 8);
    }
    return true;
}

void Sums::write(const std::string &folder) const {
    std::string out(magic);
    put(out, revision, 8);
    put(out, version_sum, 4);
    for (const SummedTable &table : tables) {
        const TableInfo &info = table.info;
        for (const uint32_t number : {info.root, uint32_t(info.level), uint32_t(info.block_size), uint32_t(info.is_empty)})
            put(out, number, 4);
        put(out, table.sums.size(), 4);
        for (const uint32_t sum : table.sums) put(out, sum, 4);
        std::string bits((table.sums.size() + 7) / 8, '\0');
        for (size_t block = 0; block < table.sums.size(); ++block)
            if (table.used[block]) bits[block / 8] = static_cast<char>(bits[block / 8] | 1 << (block % 8));
        out += bits;
    }
    put(out, crc(out), 4);
    const std::string path = folder + "/sums", unfinished = path + ".new";
    OutputFile file(unfinished);
    file.append(out.data(), out.size());
    file.finish();
    if (::rename(unfinished.c_str(), path.c_str()) != 0)
        throw Xapian::DatabaseError("Couldn't rename " + unfinished, errno);
}

size_t Sums::update(const std::string &folder) {
    const Version version = Version::read(folder);
    const bool is_next = !tables[0].sums.empty() && version.revision >= revision && version.revision - revision <= 1;
    size_t read = 0;
    for (int number = 0; number < table_end; ++number) {
        const TableInfo &info = version.tables[number];
        SummedTable &table = tables[number];
        if (!is_next || table.info.block_size != info.block_size) table = SummedTable();
        BlockFile file(table_path(folder, number), info.block_size);
        Numbers gone, added;
        compare(file, table.info, info, gone, added);
        const size_t known = table.sums.size();
        table.sums.resize(file.count());
        table.used.resize(file.count());
        for (const uint32_t block : gone)
            if (block < table.used.size()) table.used[block] = false;
        Numbers changed;
        // Of the blocks that are free, those that were written to since.
        for (uint32_t block = 0; block < table.used.size(); ++block)
            if (block >= known || (!table.used[block] && file.revision(block) > revision)) changed.push_back(block);
        for (const uint32_t block : added) {
            if (block >= table.used.size()) continue;
            table.used[block] = true;
            changed.push_back(block);
        }
        changed.insert(changed.end(), gone.begin(), gone.end());
        order(changed);
        for (const uint32_t block : changed)
            if (block < table.sums.size()) table.sums[block] = file.sum(block, changed.size() * 4 < table.sums.size());
        read += changed.size();
        table.info = info;
    }
    revision = version.revision;
    std::string bytes;
    contents(folder + "/iamglass", bytes);
    version_sum = crc(bytes);
    return read;
}

std::string Sums::problems(const std::string &folder, bool is_unfinished) const {
    std::string found, bytes;
    if (!contents(folder + "/iamglass", bytes)) {
        add(found, "database", "iamglass is missing");
        return found;
    }
    const bool is_same = crc(bytes) == version_sum;
    if (!is_same && !is_unfinished) add(found, "database", "iamglass is not as it was written");
    Version version;
    if (!is_same && is_unfinished) {
        version = Version::read(folder);
        // What more than one commit changed nobody can tell.
        if (version.revision != revision + 1) return found;
    }
    for (int number = 0; number < table_end; ++number) {
        const SummedTable &table = tables[number];
        BlockFile file(table_path(folder, number), table.info.block_size);
        Numbers gone, added;
        if (!is_same && is_unfinished) compare(file, table.info, version.tables[number], gone, added);
        size_t bad = 0;
        if (!is_unfinished && file.count() != table.sums.size()) {
            add(found, names[number],
                "has " + std::to_string(file.count()) + " blocks instead of " + std::to_string(table.sums.size()));
            ++bad;
        }
        for (uint32_t block = 0; block < table.sums.size() && bad < most_problems; ++block) {
            if (is_unfinished && (!table.used[block] || std::binary_search(gone.begin(), gone.end(), block))) continue;
            if (file.sum(block, false) == table.sums[block]) continue;
            add(found, names[number], "block " + std::to_string(block) + " is not as it was written");
            ++bad;
        }
    }
    return found;
}

}  // namespace cx
