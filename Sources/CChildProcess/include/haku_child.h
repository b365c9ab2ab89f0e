// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts a program that reads data nobody vouches for: without network, with a view of the file system that ends at
// the system's own folders, and with limits. A small program of haku's own, the confiner, does that and stays beside it.
#ifndef HAKU_CHILD_H
#define HAKU_CHILD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Limits of a program's resources.
struct haku_child_limits {
    /// Bytes of address space.
    uint64_t address_space;
    /// Bytes of private memory.
    uint64_t memory;
    /// Seconds of processor time.
    uint64_t processor_seconds;
};

/// Means that keep a program in; bits of ``haku_child_confinement``.
enum {
    /// Only the system calls that reading and computing take: no network, no other processes, no attributes (seccomp).
    HAKU_CHILD_CALLS = 1,
    /// Nothing written, and nothing read but programs, libraries, fonts and the input (Landlock).
    HAKU_CHILD_FILES = 2,
    /// Other files and processes aren't even there (namespaces).
    HAKU_CHILD_HIDDEN = 4,
};

/// Returns the means that this system has, as bits of the above, or the error number, negative, where `confiner`, the path of
/// haku-confine, can't be started.
int haku_child_confinement(const char *confiner);

/// Starts a program below a supervisor, which ends all that the program started: when the program ends, when
/// ``haku_child_end`` is called, and when the calling thread ends.
///
/// - confiner: the path of haku-confine.
/// - program: its path; the folder above the one that it lies in may be read.
/// - arguments, environment: strings, each ended by a NUL, one after the other; at most 64 of each.
/// - input, output, errors: the file descriptors that become its standard input, output and errors.
/// - folder: one more folder that may be read, or NULL.
/// - is_hidden: 1 where it gets a view of files and processes of its own (HAKU_CHILD_HIDDEN), 0 where the system can't.
/// - Returns: the supervisor, which ends as the program did (status or signal), or the system's error number, negative.
pid_t haku_child_start(
    const char *confiner, const char *program, const char *arguments, size_t arguments_length,
    const char *environment, size_t environment_length, int input, int output, int errors, const char *folder,
    int is_hidden, const struct haku_child_limits *limits);

/// Has a program and all that it started ended; its supervisor then ends, and is to be waited for.
void haku_child_end(pid_t process);

/// A file in memory without a name, for input that stands in no file: a descriptor, or the error number, negative.
int haku_child_memory_file(void);

/// A descriptor that becomes readable when the process ends, or the error number, negative.
int haku_child_watch(pid_t process);

/// Returns 1 if the process has ended; its status stays to be taken.
int haku_child_has_ended(pid_t process);

/// Puts the folder of the library that has `symbol` into `folder`, of `size` bytes: 0, or the error number, negative.
int haku_child_folder_of(const char *symbol, char *folder, size_t size);

/// Makes a pipe that programs do not inherit, its reading end not waiting: 0, or the error number, negative.
int haku_child_pipe(int ends[2]);

#endif
