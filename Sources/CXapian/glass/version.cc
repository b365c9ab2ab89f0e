// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/version.h"

#include "glass/outputfile.h"
#include "glass/packing.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

namespace cx {

namespace {

/// The magic bytes, with the date of the format (2016-03-14: GLASS_FORMAT_VERSION in glass_version.cc of Xapian 1.4).
const std::string magic("\x0f\x0dXapian Glass\x04\x6e", 16);
/// Bytes of the database's UUID, which follow.
constexpr size_t id_size = 16;

/// The first 64 KB of a file.
std::string contents(const std::string &path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Xapian::DatabaseOpeningError("Couldn't open " + path, errno);
    // The file has some hundred.
    std::string bytes(65536, '\0');
    const ssize_t count = ::read(file, &bytes[0], bytes.size());
    const int number = errno;
    ::close(file);
    if (count < 0) throw Xapian::DatabaseError("Error reading " + path, number);
    bytes.resize(static_cast<size_t>(count));
    return bytes;
}

}  // namespace

void Statistics::add(const Statistics &other) {
    documents += other.documents;
    last_document = std::max(last_document, other.last_document);
    if (other.least_length > 0 && (least_length == 0 || other.least_length < least_length))
        least_length = other.least_length;
    greatest_length = std::max(greatest_length, other.greatest_length);
    greatest_frequency = std::max(greatest_frequency, other.greatest_frequency);
    total_length += other.total_length;
}

std::string table_path(const std::string &folder, int table) {
    static const char *const names[] = {"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
    return folder + "/" + names[table] + ".glass";
}

Version Version::read(const std::string &folder) {
    const std::string path = folder + "/iamglass";
    const std::string bytes = contents(path);
    if (bytes.compare(0, magic.size(), magic) != 0)
        throw Xapian::DatabaseCorruptError(path + " is of another format");
    Unpacker in(std::string_view(bytes).substr(std::min(bytes.size(), magic.size() + id_size)));
    Version version;
    version.revision = in.number();
    for (TableInfo &table : version.tables) {
        table.root = static_cast<uint32_t>(in.number());
        const uint64_t level = in.number();
        table.level = static_cast<unsigned>(level >> 2);
        table.is_empty = (level & 1) != 0;
        in.number();  // number of entries
        table.block_size = static_cast<size_t>(in.number()) << 11;
        in.number();  // least size of a compressed tag
        in.string();  // list of free blocks
    }
    Statistics &all = version.statistics;
    // A database without documents has none.
    if (!in.is_at_end()) {
        all.documents = static_cast<uint32_t>(in.number());
        all.last_document = static_cast<uint32_t>(in.number()) + all.documents;
        all.least_length = in.number();
        all.greatest_frequency = in.number();
        all.greatest_length = in.number() + all.greatest_frequency;
        in.number();  // oldest changeset
        all.total_length = in.number();
        in.number();  // greatest frequency of spelling
    }
    if (in.is_damaged()) throw Xapian::DatabaseCorruptError(path + " is damaged");
    return version;
}

std::optional<Version> Version::read(const std::string &folder, uint64_t revision) {
    try {
        Version version = read(folder);
        if (version.revision == revision) return version;
    } catch (const Xapian::Error &) {
        // Xapian, which has it open, reads it.
    }
    return std::nullopt;
}

void write_version(const std::string &folder, const std::string (&tables)[table_count], const Statistics &statistics) {
    std::string version = magic;
    unsigned char id[id_size];
    if (::getrandom(id, sizeof id, 0) != sizeof id) throw Xapian::DatabaseError("no random bytes", errno);
    version.append(reinterpret_cast<const char *>(id), sizeof id);
    pack(version, 1);
    for (const std::string &table : tables) version += table;
    pack(version, statistics.documents);
    pack(version, statistics.last_document - statistics.documents);
    pack(version, statistics.least_length);
    pack(version, statistics.greatest_frequency);
    pack(version, statistics.greatest_length - statistics.greatest_frequency);
    pack(version, 0);
    pack(version, statistics.total_length);
    pack(version, 0);
    const std::string unfinished = folder + "/v.tmp";
    OutputFile file(unfinished);
    file.append(version.data(), version.size());
    file.finish();
    if (::rename(unfinished.c_str(), (folder + "/iamglass").c_str()) != 0)
        throw Xapian::DatabaseError("Couldn't rename " + unfinished, errno);
}

}  // namespace cx
