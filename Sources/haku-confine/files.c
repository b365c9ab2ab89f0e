// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that a converter may read, told to Landlock: the system's programs, libraries, fonts and locales, and its
// input. It may write none.
#define _GNU_SOURCE
#include "confinement.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *const haku_system_paths[] = {
    "/usr", "/lib", "/lib32", "/lib64", "/bin", "/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/fonts",
    "/etc/alternatives", "/etc/localtime", "/etc/poppler", "/var/cache/fontconfig", "/sys/devices/system/cpu",
    "/dev/urandom", "/dev/random", "/dev/zero", NULL,
};

#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

#if defined(LANDLOCK_CREATE_RULESET_VERSION) && defined(SYS_landlock_create_ruleset)

// Rights and scopes by the version that brought them (linux/landlock.h of Linux 6.12; older headers lack some).
enum {
    first_rights = (1 << 13) - 1,
    right_to_refer = 1 << 13,     // version 2: moving and linking between folders
    right_to_truncate = 1 << 14,  // version 3
    right_to_ioctl = 1 << 15,     // version 5: of devices
    net_rights = 3,               // version 4: binding and connecting TCP sockets
    scopes = 3,                   // version 6: abstract sockets and signals
};

/// `struct landlock_ruleset_attr` of version 6.
struct rule_set {
    uint64_t files, net, scoped;
};

static const uint64_t reading =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t file_rights = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE
    | LANDLOCK_ACCESS_FS_READ_FILE | right_to_truncate | right_to_ioctl;

static int version(void) {
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static void allow_file(int rules, int file, uint64_t rights) {
    struct stat status;
    if (fstat(file, &status) != 0) return;
    if (!S_ISDIR(status.st_mode)) rights &= file_rights;
    struct landlock_path_beneath_attr rule = {rights, file};
    // A file that lies nowhere (one in memory) takes no rule, and needs none.
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
}

static void allow(int rules, const char *path, uint64_t rights) {
    int file = open(path, O_PATH | O_CLOEXEC);
    if (file < 0) return;
    allow_file(rules, file, rights);
    close(file);
}

int haku_confine_files(const char *const *folders) {
    int known = version();
    struct rule_set set = {first_rights, 0, 0};
    size_t size = sizeof set.files;
    if (known >= 2) set.files |= right_to_refer;
    if (known >= 3) set.files |= right_to_truncate;
    if (known >= 4) { set.net = net_rights; size = offsetof(struct rule_set, scoped); }
    if (known >= 5) set.files |= right_to_ioctl;
    if (known >= 6) { set.scoped = scopes; size = sizeof set; }
    int rules = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
    if (rules < 0) return -1;
    for (const char *const *path = haku_system_paths; *path != NULL; path++) allow(rules, *path, reading);
    static const char *const of_process[] = {"/proc/self", "/proc/cpuinfo", "/proc/meminfo"};
    for (size_t index = 0; index < sizeof of_process / sizeof *of_process; index++)
        allow(rules, of_process[index], reading);
    allow(rules, "/dev/null", reading | LANDLOCK_ACCESS_FS_WRITE_FILE);
    for (; *folders != NULL; folders++) allow(rules, *folders, reading);
    // The input, which programs open by its name /dev/stdin.
    allow_file(rules, 0, LANDLOCK_ACCESS_FS_READ_FILE);
    int result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    return result;
}

int haku_can_confine_files(void) { return version() >= 1; }

#else

int haku_confine_files(const char *const *folders) {
    (void)folders;
    return -1;
}

int haku_can_confine_files(void) { return 0; }

#endif
