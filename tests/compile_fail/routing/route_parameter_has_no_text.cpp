// error: route_parameter_has_no_text "article" "GET /articles/{id:int}"
#include <hyper/routing/named.hpp>
#include <hyper/routing/router.hpp>
using namespace hyper;

std::string show(path<"id", int> id) { return std::to_string(*id); }
using site = routes<route<"GET /articles/{id:int}", show, named<"article">>>;

#ifdef COMPILE_FAIL
struct thing {};
std::string link() { return url_of<site, "article">(thing{}); }
#else
std::string link() { return url_of<site, "article">(7); }
#endif
