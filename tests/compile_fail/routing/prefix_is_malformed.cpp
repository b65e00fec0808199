// error: prefix_is_malformed "/api/" "begin it with a slash," "and end without one"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

std::string list() { return "posts"; }

#ifdef COMPILE_FAIL
using blog = routes<route_group<"/api/", route<"GET /posts", list>>>;
#else
using blog = routes<route_group<"/api", route<"GET /posts", list>>>;
#endif
void serve(exchange& with) { blog::handle(with); }
