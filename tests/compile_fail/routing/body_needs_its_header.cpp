// error: handler_parameter_has_no_extractor "POST /posts" body "#include <hyper/routing/body.hpp> or"
// "<hyper/routing/form.hpp>"
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
std::string add(body<int>) { return ""; }
#else
std::string add() { return ""; }
#endif

using blog = routes<route<"POST /posts", add>>;
void serve(exchange& with) { blog::handle(with); }
