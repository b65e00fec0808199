// error: parameter_has_no_text_form "near" point "take a number, a text, an enum," "or a value type
// of validate/"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct point {
  int x;
  int y;
};
#ifdef COMPILE_FAIL
std::string list(query<"near", point>) { return "posts"; }
#else
std::string list(query<"x", int>, query<"y", int>) { return "posts"; }
#endif

using blog = routes<route<"GET /posts", list>>;
void serve(exchange& with) { blog::handle(with); }
