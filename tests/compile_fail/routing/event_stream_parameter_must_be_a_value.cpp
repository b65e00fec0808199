// error: handler_parameter_must_be_a_value "GET /ticks" query "a reference would dangle:" "take it
// by value"
#include <hyper/routing/event_response.hpp>
#include <hyper/routing/router.hpp>

using namespace hyper;

#ifdef COMPILE_FAIL
event_stream ticks(query<"from", int, 1> const& from) { co_yield std::to_string(*from); }
#else
event_stream ticks(query<"from", int, 1> from) { co_yield std::to_string(*from); }
#endif

using site = routes<route<"GET /ticks", ticks>>;
void serve(exchange& with) { site::handle(with); }
