// error: handler_parameter_not_in_path "GET /posts/{address:slug}" "adress" "write {name} in the
// pattern," "or drop the parameter"
#include <hyper/routing/router.hpp>
#include <hyper/validate/slug.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
std::string show(path<"adress", slug> address) { return address->value(); }
#else
std::string show(path<"address", slug> address) { return address->value(); }
#endif

using blog = routes<route<"GET /posts/{address:slug}", show>>;
void serve(exchange& with) { blog::handle(with); }
