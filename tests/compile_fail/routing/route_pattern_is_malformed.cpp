// error: route_pattern_is_malformed "GET /posts/{id:integer}" 11 "types: int str slug uuid path"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

std::string show(path<"id", int> id) { return std::to_string(id); }

#ifdef COMPILE_FAIL
using blog = routes<route<"GET /posts/{id:integer}", show>>;
#else
using blog = routes<route<"GET /posts/{id:int}", show>>;
#endif
void serve(exchange& with) { blog::handle(with); }
