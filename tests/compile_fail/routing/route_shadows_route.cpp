// error: route_shadows_route "GET /posts/{id:int}" "GET /posts/{number:int}" "the same requests
// reach both:" "change one pattern"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

std::string by_id(path<"id", int> id) { return std::to_string(id); }
std::string by_number(path<"number", int> number) { return std::to_string(number); }

#ifdef COMPILE_FAIL
using blog =
    routes<route<"GET /posts/{id:int}", by_id>, route<"GET /posts/{number:int}", by_number>>;
#else
using blog =
    routes<route<"GET /posts/{id:int}", by_id>, route<"GET /issues/{number:int}", by_number>>;
#endif
void serve(exchange& with) { blog::handle(with); }
