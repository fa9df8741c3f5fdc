// Runs flows in SimGrid as a yardstick for landfall's sharing of bandwidth.
//
// Standard input: the number of links and their capacities in bytes per second,
// the number of flows and, for each in order of start, its start in seconds,
// its size in bytes, its limit in bytes per second (below 0: none), the number
// of links it crosses and the links. Standard output: the seconds of processor
// time that the simulation took, then the time at which each flow finished.

#include <cstdio>
#include <ctime>
#include <map>
#include <simgrid/s4u.hpp>
#include <string>
#include <vector>

namespace sg4 = simgrid::s4u;

struct Flow {
  double start;
  double size;
  double limit;
  sg4::Host* source;
  double finish = -1;
};

static std::vector<Flow> flows;
static sg4::Host* target;

// start returns a communication that is under way. One between hosts knows no
// limit, so one with a limit goes to a mailbox where a receiver waits for it.
static sg4::CommPtr start(Flow const& f)
{
  if (f.limit < 0)
    return sg4::Comm::sendto_async(f.source, target, static_cast<uint64_t>(f.size));
  static char nothing;
  sg4::this_actor::set_host(f.source);
  auto comm = sg4::Mailbox::by_name("target")->put_init(&nothing, static_cast<uint64_t>(f.size))->set_rate(f.limit);
  comm->start();
  return comm;
}

// start_all starts every flow at its time and then waits for all, in the order
// in which they started, which costs next to nothing for those that have ended.
static void start_all()
{
  std::vector<sg4::CommPtr> comms;
  comms.reserve(flows.size());
  for (auto const& f : flows) {
    sg4::this_actor::sleep_until(f.start);
    comms.push_back(start(f));
  }
  for (size_t i = 0; i < flows.size(); i++) {
    comms[i]->wait();
    flows[i].finish = comms[i]->get_finish_time();
  }
}

// receive waits for all flows with a limit at once.
static void receive()
{
  static void* nothing;
  std::vector<sg4::CommPtr> comms;
  for (auto const& f : flows)
    if (f.limit >= 0)
      comms.push_back(sg4::Mailbox::by_name("target")->get_async(&nothing));
  sg4::Actor::self()->daemonize();
  sg4::this_actor::sleep_for(1e18); // a suspended actor would hold up its flows
}

// source_of returns the host whose route crosses the given links.
static sg4::Host* source_of(sg4::NetZone* zone, std::vector<int> const& route, std::vector<sg4::Link*> const& links)
{
  static std::map<std::vector<int>, sg4::Host*> known;
  auto found = known.find(route);
  if (found != known.end())
    return found->second;
  auto* host = zone->create_host("source" + std::to_string(known.size()), 1.0);
  std::vector<sg4::LinkInRoute> path;
  for (int l : route)
    path.emplace_back(links[l]);
  zone->add_route(host->get_netpoint(), target->get_netpoint(), nullptr, nullptr, path, true);
  return known[route] = host;
}

static bool read_input(sg4::NetZone* zone)
{
  int count;
  std::vector<sg4::Link*> links;
  if (scanf("%d", &count) != 1)
    return false;
  for (int i = 0; i < count; i++) {
    double capacity;
    if (scanf("%lf", &capacity) != 1)
      return false;
    links.push_back(zone->create_link("link" + std::to_string(i), capacity)->set_latency(0)->seal());
  }
  if (scanf("%d", &count) != 1)
    return false;
  for (int i = 0; i < count; i++) {
    Flow f;
    int hops;
    if (scanf("%lf %lf %lf %d", &f.start, &f.size, &f.limit, &hops) != 4)
      return false;
    std::vector<int> route(hops);
    for (int& l : route)
      if (scanf("%d", &l) != 1)
        return false;
    f.source = source_of(zone, route, links);
    flows.push_back(f);
  }
  return true;
}

int main(int argc, char** argv)
{
  sg4::Engine engine(&argc, argv);
  sg4::Engine::set_config("network/model:CM02");
  sg4::Engine::set_config("network/TCP-gamma:0");
  sg4::Engine::set_config("network/crosstraffic:0");
  sg4::Engine::set_config("network/weight-S:0");
  auto* zone = sg4::create_full_zone("network");
  target     = zone->create_host("target", 1.0);
  if (!read_input(zone))
    return 1;
  zone->seal();
  sg4::Actor::create("receiver", target, receive);
  sg4::Actor::create("starter", target, start_all);
  std::clock_t begin = std::clock();
  engine.run();
  printf("%.9f\n", static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  for (auto const& f : flows)
    printf("%.17g\n", f.finish);
  return 0;
}
