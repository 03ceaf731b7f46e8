/*
 * A switch whose every path can lose frames or hold them back: netem, for kernels that come without it.
 *
 *   weather SEED PORT...      interfaces of this network namespace, in the order of their numbers
 *
 * Each line on stdin sets one path: FROM TO LOSS DELAY, ports by number, loss in thousandths, delay in ms. It says "ok" when it
 * holds. Frames go as they come, with what the kernel left undone in them (PACKET_VNET_HDR: checksums, segments).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PORTS 16
#define KNOWN 64
#define HEADER 10
#define LONGEST (HEADER + 65536 + 64)
#define WAITING 100000

struct path { int loss, delay; };
struct held { struct held *next; uint64_t due; int to; size_t length; unsigned char frame[]; };

static int ports[PORTS], count, waiting;
static struct path paths[PORTS][PORTS];
static struct { unsigned char mac[6]; int port; } known[KNOWN];
static int learned;
static struct held *queue;
static uint64_t state;

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* xorshift64 (Marsaglia 2003) */
static int thousandth(void) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return (int)(state % 1000);
}

static int port_of(const unsigned char *mac) {
  for (int i = 0; i < learned; i++) if (!memcmp(known[i].mac, mac, 6)) return known[i].port;
  return -1;
}

static void learn(const unsigned char *mac, int port) {
  if (mac[0] & 1) return;
  for (int i = 0; i < learned; i++) if (!memcmp(known[i].mac, mac, 6)) { known[i].port = port; return; }
  if (learned == KNOWN) learned = 0;
  memcpy(known[learned].mac, mac, 6);
  known[learned++].port = port;
}

/* A port whose cable is out takes nothing: the frame is lost, as it would be. */
static void put(int to, const unsigned char *frame, size_t length) {
  if (write(ports[to], frame, length) < 0) return;
}

static void pass(int from, int to, const unsigned char *frame, size_t length) {
  struct path path = paths[from][to];
  if (thousandth() < path.loss) return;
  if (path.delay == 0) return put(to, frame, length);
  if (waiting >= WAITING) return;
  struct held *held = malloc(sizeof *held + length), **at = &queue;
  if (!held) return;
  held->due = now() + path.delay, held->to = to, held->length = length;
  memcpy(held->frame, frame, length);
  while (*at && (*at)->due <= held->due) at = &(*at)->next;
  held->next = *at, *at = held, waiting++;
}

static void hear(int from) {
  static unsigned char frame[LONGEST];
  for (int n = 0; n < 64; n++) {
    ssize_t length = recv(ports[from], frame, sizeof frame, MSG_DONTWAIT);
    if (length < HEADER + 14) return;
    const unsigned char *to = frame + HEADER;
    learn(to + 6, from);
    int known_port = to[0] & 1 ? -1 : port_of(to);
    for (int other = 0; other < count; other++)
      if (other != from && (known_port < 0 || known_port == other)) pass(from, other, frame, (size_t)length);
  }
}

static int open_port(const char *name) {
  int one = 1, fd = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(name) };
  struct packet_mreq all = { .mr_ifindex = at.sll_ifindex, .mr_type = PACKET_MR_PROMISC };
  if (fd < 0 || at.sll_ifindex == 0 || setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &one, sizeof one) ||
      setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one) ||
      setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all) || bind(fd, (struct sockaddr *)&at, sizeof at)) {
    perror(name);
    exit(1);
  }
  return fd;
}

int main(int argc, char **argv) {
  struct pollfd wait[PORTS + 1];
  char line[4096];
  size_t have = 0;
  count = argc - 2;
  if (count < 1 || count > PORTS) return 2;
  state = strtoull(argv[1], NULL, 10) * 2654435761u + 88172645463325252ull;
  for (int i = 0; i < count; i++) wait[i] = (struct pollfd){ .fd = ports[i] = open_port(argv[i + 2]), .events = POLLIN };
  wait[count] = (struct pollfd){ .fd = 0, .events = POLLIN };
  if (write(1, "ok\n", 3) < 0) return 1;
  for (;;) {
    uint64_t t = now();
    int rest = !queue ? -1 : queue->due <= t ? 0 : (int)(queue->due - t);
    if (poll(wait, count + 1, rest) < 0) return 1;
    for (t = now(); queue && queue->due <= t; waiting--) {
      struct held *held = queue;
      queue = held->next;
      put(held->to, held->frame, held->length);
      free(held);
    }
    for (int i = 0; i < count; i++) if (wait[i].revents) hear(i);
    if (!wait[count].revents) continue;
    ssize_t got = read(0, line + have, sizeof line - 1 - have);
    if (got <= 0) return 0;
    line[have += (size_t)got] = 0;
    for (char *end; (end = strchr(line, '\n')); ) {
      int from, to, loss, delay;
      if (sscanf(line, "%d %d %d %d", &from, &to, &loss, &delay) != 4 || from < 0 || to < 0 || from >= count || to >= count) return 2;
      paths[from][to] = (struct path){ loss, delay };
      if (write(1, "ok\n", 3) < 0) return 1;
      have -= (size_t)(end + 1 - line);
      memmove(line, end + 1, have + 1);
    }
  }
}
