// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CXAPIAN_GLASS_OUTPUTFILE_H
#define CXAPIAN_GLASS_OUTPUTFILE_H

#include <cstddef>
#include <string>
#include <sys/types.h>

namespace cx {

/// A file being written from its beginning. Errors are thrown as Xapian::DatabaseError, with the system's reason.
class OutputFile {
    std::string path;
    int descriptor;
    std::string waiting;
    off_t written = 0;

    void flush();

  public:
    /// Makes the file, or empties the one there is.
    explicit OutputFile(const std::string &path);
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;
    ~OutputFile();

    /// Adds `size` bytes, which are written a megabyte at a time.
    void append(const void *data, size_t size);
    /// Writes the rest, waits until all of it is on the disk (fdatasync), and closes the file.
    void finish();
};

}  // namespace cx

#endif
