/*
 * A power cut, on demand. Preloaded into a process, this keeps an undo journal of every write to files under the
 * folder named by POWER_DIR: what stood there before, and how long the file was. An fsync or fdatasync ends the
 * journal of its file: from there on those bytes are on the disk. After a kill, replaying the journal backwards gives
 * the worst disk a power cut may leave: everything that was not synced is gone.
 *
 * Record: kind 'W' or 'S', u32 path length, path, i64 offset, i64 old bytes, i64 old file size, the old bytes.
 * Not covered: writes through memory maps (SQLite maps the -shm file alone, which it rebuilds), renames, truncation.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fdatasync)(int);
static int (*real_fsync)(int);
static int journal = -1;

__attribute__((constructor)) static void begin(void) {
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  const char *file = getenv("POWER_JOURNAL");
  if (file) journal = open(file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

/* The path behind a descriptor, when it is a regular file of the watched folder. */
static int watched(int fd, char *path, struct stat *st) {
  char link[64];
  const char *dir = getenv("POWER_DIR");
  if (journal < 0 || !dir || fstat(fd, st) || !S_ISREG(st->st_mode)) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, 1023);
  if (n <= 0) return 0;
  path[n] = 0;
  return strncmp(path, dir, strlen(dir)) == 0;
}

static void record(char kind, const char *path, int64_t offset, int64_t old, int64_t size, const char *bytes) {
  uint32_t length = strlen(path);
  size_t head = 1 + 4 + length + 24;
  char *out = malloc(head + old);
  out[0] = kind;
  memcpy(out + 1, &length, 4);
  memcpy(out + 5, path, length);
  memcpy(out + 5 + length, &offset, 8);
  memcpy(out + 13 + length, &old, 8);
  memcpy(out + 21 + length, &size, 8);
  if (old) memcpy(out + head, bytes, old);
  real_write(journal, out, head + old);
  free(out);
}

static void before_write(int fd, size_t n, off_t offset) {
  char path[1024];
  struct stat st;
  if (!watched(fd, path, &st)) return;
  int64_t old = offset < st.st_size ? st.st_size - offset : 0;
  if (old > (int64_t)n) old = n;
  char *bytes = malloc(old + 1);
  int again = open(path, O_RDONLY | O_CLOEXEC);
  if (old && pread(again, bytes, old, offset) != old) old = 0;
  close(again);
  record('W', path, offset, old, st.st_size, bytes);
  free(bytes);
}

static void after_sync(int fd) {
  char path[1024];
  struct stat st;
  if (watched(fd, path, &st)) record('S', path, 0, 0, 0, "");
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t offset) {
  before_write(fd, n, offset);
  return real_pwrite(fd, bytes, n, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset) { return pwrite64(fd, bytes, n, offset); }

ssize_t write(int fd, const void *bytes, size_t n) {
  if (journal >= 0 && fd != journal) before_write(fd, n, lseek(fd, 0, SEEK_CUR));
  return real_write(fd, bytes, n);
}

int fdatasync(int fd) {
  int result = real_fdatasync(fd);
  if (result == 0) after_sync(fd);
  return result;
}
int fsync(int fd) {
  int result = real_fsync(fd);
  if (result == 0) after_sync(fd);
  return result;
}
