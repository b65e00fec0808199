// error: path_parameter_has_other_type "GET /posts/{key:uuid}" "key" int "the pattern's type says
// otherwise"
#include <hyper/routing/router.hpp>
#include <hyper/validate/uuid.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
std::string show(path<"key", int>) { return "a post"; }
#else
std::string show(path<"key", uuid>) { return "a post"; }
#endif

using blog = routes<route<"GET /posts/{key:uuid}", show>>;
void serve(exchange& with) { blog::handle(with); }
