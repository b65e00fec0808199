// error: route_takes_other_parameters "article" "GET /articles/{id:int}" 0
#include <hyper/routing/named.hpp>
#include <hyper/routing/router.hpp>
using namespace hyper;

std::string show(path<"id", int> id) { return std::to_string(*id); }
using site = routes<route<"GET /articles/{id:int}", show, named<"article">>>;

#ifdef COMPILE_FAIL
std::string link() { return url_of<site, "article">(); }
#else
std::string link() { return url_of<site, "article">(7); }
#endif
