// error: path_parameter_not_taken "GET /posts/{address:slug}" "address" "take it as path<name,
// type>," "or take request const&"
#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
std::string show() { return "a post"; }
#else
std::string show(path<"address", slug> address) { return address->value(); }
#endif

using blog = routes<route<"GET /posts/{address:slug}", show>>;
void serve(exchange& with) { blog::handle(with); }
