// error: handler_result_cannot_be_sent int "return a struct, a text," "a response, or specialise"
#include <hyper/routing/router.hpp>

using namespace hyper;

struct answer {
  int number;
};
#ifdef COMPILE_FAIL
int think() { return 42; }
#else
answer think() { return {42}; }
#endif

using site = routes<route<"GET /answer", think>>;
void serve(exchange& with) { site::handle(with); }
