// Runs the hold model on std::priority_queue as a yardstick for landfall's
// event queue: the first event is taken and put back some time later.
//
// Arguments: the number of events, and the bytes of their payload, 8 or 16.
// Standard input: the 1024 steps of the waiting times, then numbers of
// operations. Standard output: for each of those, how many nanoseconds they
// took, and a hash over what came out of the queue.

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>

struct Waits {
  uint64_t state = 1;
  std::array<int64_t, 1024> steps;

  int64_t next()
  {
    state      = state * 6364136223846793005u + 1442695040888963407u;
    uint64_t x = state >> 32;
    return steps[x >> 22] + static_cast<int64_t>(x & ((1u << 22) - 1));
  }
};

template <int Words> struct Event {
  int64_t at;
  std::array<int64_t, Words> payload;
};

template <int Words> struct After {
  bool operator()(Event<Words> const& a, Event<Words> const& b) const { return a.at > b.at; }
};

template <int Words> static void run(int n, Waits waits)
{
  std::priority_queue<Event<Words>, std::vector<Event<Words>>, After<Words>> queue;
  for (int i = 0; i < n; i++)
    queue.push({waits.next(), {i}});
  long operations;
  while (std::scanf("%ld", &operations) == 1) {
    auto begin    = std::chrono::steady_clock::now();
    uint64_t hash = 0;
    for (long i = 0; i < operations; i++) {
      Event<Words> e = queue.top();
      queue.pop();
      hash = hash * 31 + static_cast<uint64_t>(e.at + e.payload[0]);
      e.at += waits.next();
      queue.push(e);
    }
    std::chrono::nanoseconds took = std::chrono::steady_clock::now() - begin;
    std::printf("%ld %lu\n", static_cast<long>(took.count()), static_cast<unsigned long>(hash));
    std::fflush(stdout);
  }
}

int main(int argc, char** argv)
{
  if (argc != 3)
    return 2;
  Waits waits;
  for (auto& s : waits.steps) {
    long x;
    if (std::scanf("%ld", &x) != 1)
      return 2;
    s = x;
  }
  if (std::atoi(argv[2]) == 8)
    run<1>(std::atoi(argv[1]), waits);
  else
    run<2>(std::atoi(argv[1]), waits);
}
