// SPDX-License-Identifier: GPL-3.0-or-later
#include "glass/outputfile.h"

#include <xapian.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace cx {

OutputFile::OutputFile(const std::string &path)
    : path(path), descriptor(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666)) {
    if (descriptor < 0) throw Xapian::DatabaseOpeningError("Couldn't make " + path, errno);
}

OutputFile::~OutputFile() {
    if (descriptor >= 0) ::close(descriptor);
}

void OutputFile::append(const void *data, size_t size) {
    waiting.append(static_cast<const char *>(data), size);
    if (waiting.size() >= (size_t(1) << 20)) flush();
}

void OutputFile::flush() {
    size_t done = 0;
    while (done < waiting.size()) {
        const ssize_t count = ::write(descriptor, waiting.data() + done, waiting.size() - done);
        if (count < 0) {
            if (errno == EINTR) continue;
            throw Xapian::DatabaseError("Error writing " + path, errno);
        }
        done += static_cast<size_t>(count);
    }
    // Starts the write to the disk while the next blocks are made, so that finish() hardly waits. Its errors are ignored:
    // finish() meets them again.
    (void)::sync_file_range(descriptor, written, static_cast<off_t>(done), SYNC_FILE_RANGE_WRITE);
    written += static_cast<off_t>(done);
    waiting.clear();
}

void OutputFile::finish() {
    flush();
    if (::fdatasync(descriptor) != 0) throw Xapian::DatabaseError("Error syncing " + path, errno);
    const int closing = descriptor;
    descriptor = -1;
    if (::close(closing) != 0) throw Xapian::DatabaseError("Error closing " + path, errno);
}

}  // namespace cx
