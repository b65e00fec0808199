// error: handler_is_not_a_plain_function "GET /posts"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
constexpr auto list = [](auto page) { return std::to_string(page); };
#else
constexpr auto list = [](query<"page", int, 1> page) { return std::to_string(page); };
#endif

using blog = routes<route<"GET /posts", list>>;
void serve(exchange& with) { blog::handle(with); }
