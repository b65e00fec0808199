// error: handler_parameter_must_be_a_value "POST /posts" const body
#include <hyper/routing/body.hpp>
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

#ifdef COMPILE_FAIL
task<std::string> write_post(body<std::string> const& in) { co_return *in; }
#else
task<std::string> write_post(body<std::string> in) { co_return *in; }
#endif

using blog = routes<route<"POST /posts", write_post>>;
void serve(exchange& with) { blog::handle(with); }
