// error: handler_parameter_has_no_extractor "GET /posts" int "wrap it: path<>, query<>, body<>,"
// "or specialise extractor_traits"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
std::string list(int page) { return std::to_string(page); }
#else
std::string list(query<"page", int, 1> page) { return std::to_string(page); }
#endif

using blog = routes<route<"GET /posts", list>>;
void serve(exchange& with) { blog::handle(with); }
