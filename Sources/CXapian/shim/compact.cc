// SPDX-License-Identifier: GPL-3.0-or-later
#include "shim/guarded.h"
#include "shim/reader.h"

#include <string>

namespace {

/// Document numbers stay, blocks are filled.
constexpr unsigned flags = Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL;

}  // namespace

extern "C" {

bool cx_reader_copy(cx_reader *reader, const char *path, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        reader->database.compact(path, flags);
        return true;
    });
}

bool cx_compact(const void *sources, size_t size, const char *target, cx_error *error) {
    return cx::guarded<bool>(error, false, [&] {
        const std::string names = cx::bytes(sources, size);
        Xapian::Database all;
        for (size_t start = 0; start < names.size();) {
            const std::string name = names.c_str() + start;
            start += name.size() + 1;
            all.add_database(Xapian::Database(name, Xapian::DB_BACKEND_GLASS));
        }
        all.compact(target, flags);
        return true;
    });
}

}
