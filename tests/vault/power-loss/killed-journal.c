/*
 * Kills the process where SQLite would take the rollback journal of a database away: what it was to undo is written, and
 * the change counts only with that step.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int unlink(const char *path) {
  static const char end[] = ".db-journal";
  size_t length = strlen(path), tail = sizeof end - 1;
  if (length > tail && strcmp(path + length - tail, end) == 0) {
    kill(getpid(), SIGKILL);
    pause();
  }
  int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  return real(path);
}
