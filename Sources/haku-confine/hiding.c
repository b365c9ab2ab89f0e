// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file system and a table of processes of a converter's own (namespaces), as bubblewrap makes them. What is not in
// there can neither be seen nor signalled, and all that runs in there ends with its first process.
#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/capability.h>
#include <linux/securebits.h>

/// The folder over which the new root is laid, in a view that nobody else has.
static const char *const stage = "/tmp";

enum { most_folders = 16 };

static int write_to(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t written = write(file, text, strlen(text));
    close(file);
    return written == (ssize_t)strlen(text) ? 0 : -1;
}

/// Writes `number` in decimal digits and a NUL; returns where the NUL is. At most eleven bytes.
static char *put_number(char *text, unsigned number) {
    char digits[10];
    int count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    while (count > 0) *text++ = digits[--count];
    *text = 0;
    return text;
}

/// The map of one id to itself, as /proc takes it: the id inside, the id outside, how many.
static void identity_map(char text[32], unsigned number) {
    char *end = put_number(text, number);
    *end++ = ' ';
    memcpy(put_number(end, number), " 1", 3);
}

int haku_enter_namespaces(void) {
    const int kinds = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET;
    unsigned user = geteuid(), group = getegid();
    // Root needs no namespace of users, and would lose the right to read others' documents in one.
    if (user == 0 && unshare(kinds) == 0) return 0;
    if (user == 0 || unshare(kinds | CLONE_NEWUSER) != 0) return -1;
    char map[32];
    write_to("/proc/self/setgroups", "deny");
    identity_map(map, group);
    if (write_to("/proc/self/gid_map", map) != 0) return -1;
    identity_map(map, user);
    return write_to("/proc/self/uid_map", map);
}

/// `stage` and `path`, one after the other; -1 where that is too long.
static int staged(char joined[PATH_MAX], const char *path) {
    size_t first = strlen(stage), second = strlen(path);
    if (first + second >= PATH_MAX) return -1;
    memcpy(joined, stage, first);
    memcpy(joined + first, path, second + 1);
    return 0;
}

/// Makes the folders above the last part of `path`.
static int make_parents(char *path) {
    for (char *slash = strchr(path + strlen(stage) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        int failed = mkdir(path, 0755) != 0 && errno != EEXIST;
        *slash = '/';
        if (failed) return -1;
    }
    return 0;
}

/// Shows `path` at its place in the new root, for reading. A path that isn't there is passed over; a link stays one.
static int show(const char *path) {
    char there[PATH_MAX], target[PATH_MAX];
    struct stat status;
    if (staged(there, path) != 0) return -1;
    if (lstat(path, &status) != 0) return 0;
    if (make_parents(there) != 0) return -1;
    if (S_ISLNK(status.st_mode)) {
        ssize_t length = readlink(path, target, sizeof target - 1);
        if (length < 0) return -1;
        target[length] = 0;
        return symlink(target, there) == 0 || errno == EEXIST ? 0 : -1;
    }
    if (S_ISDIR(status.st_mode)) {
        if (mkdir(there, 0755) != 0 && errno != EEXIST) return -1;
    } else {
        int file = open(there, O_WRONLY | O_CREAT | O_CLOEXEC, 0444);
        if (file < 0) return -1;
        close(file);
    }
    if (mount(path, there, NULL, MS_BIND | MS_REC, NULL) != 0) return -1;
    struct statvfs kept;
    unsigned long flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID;
    if (statvfs(there, &kept) == 0) {
        // Flags that an outer namespace has set can't be taken away.
        if (kept.f_flag & ST_NODEV) flags |= MS_NODEV;
        if (kept.f_flag & ST_NOEXEC) flags |= MS_NOEXEC;
        if (kept.f_flag & ST_NOATIME) flags |= MS_NOATIME;
        if (kept.f_flag & ST_NODIRATIME) flags |= MS_NODIRATIME;
        if (kept.f_flag & ST_RELATIME) flags |= MS_RELATIME;
    }
    // Landlock forbids writing all the same.
    mount(NULL, there, NULL, flags, NULL);
    return 0;
}

int haku_hide_files(const char *const *folders) {
    static const char *const links[][2] = {
        {"/proc/self/fd", "/tmp/dev/fd"}, {"/proc/self/fd/0", "/tmp/dev/stdin"},
        {"/proc/self/fd/1", "/tmp/dev/stdout"}, {"/proc/self/fd/2", "/tmp/dev/stderr"},
    };
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -1;
    // What lies below the folder that the new root will hide is held open, and shown by its descriptor.
    int held[most_folders], count = 0;
    for (; count < most_folders && folders[count] != NULL; count++)
        held[count] = open(folders[count], O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (mount("haku", stage, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=1m") != 0) return -1;
    for (const char *const *path = haku_system_paths; *path != NULL; path++)
        if (show(*path) != 0) return -1;
    if (show("/dev/null") != 0) return -1;
    for (int index = 0; index < count; index++) {
        char there[PATH_MAX], descriptor[32] = "/proc/self/fd/";
        if (held[index] < 0) continue;
        put_number(descriptor + strlen(descriptor), (unsigned)held[index]);
        if (staged(there, folders[index]) != 0 || make_parents(there) != 0) return -1;
        // Below one of the system's folders it is there already.
        if (access(there, F_OK) != 0 && (mkdir(there, 0755) != 0
            || mount(descriptor, there, NULL, MS_BIND | MS_REC, NULL) != 0)) return -1;
        close(held[index]);
    }
    if (mkdir("/tmp/proc", 0555) != 0 || mount("proc", "/tmp/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0)
        return -1;
    for (size_t index = 0; index < sizeof links / sizeof *links; index++)
        if (symlink(links[index][0], links[index][1]) != 0) return -1;
    // The old root is put over the new one and taken off, so that no folder for it is needed.
    if (chdir(stage) != 0 || syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0) return -1;
    return chdir("/");
}

int haku_drop_privileges(void) {
    // Root stays the owner of its files and may read others' documents; it may do nothing else.
    uint32_t kept = geteuid() == 0 ? 1u << CAP_DAC_READ_SEARCH : 0;
    prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_KEEP_CAPS_LOCKED, 0, 0, 0);
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct sets[2] = {{kept, kept, kept}, {0, 0, 0}};
    if (syscall(SYS_capset, &header, sets) != 0) return -1;
    // Without the ambient set nothing is left after exec.
    if (kept != 0) prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_READ_SEARCH, 0, 0);
    return 0;
}
