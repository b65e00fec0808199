// error: not_a_route post "write route<>, route_group<>," "mount<> or routes<>"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct post {
  int id;
};
std::string list() { return "posts"; }

#ifdef COMPILE_FAIL
using blog = routes<route<"GET /posts", list>, post>;
#else
using blog = routes<route<"GET /posts", list>>;
#endif
void serve(exchange& with) { blog::handle(with); }
