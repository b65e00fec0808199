// error: form_is_not_a_struct int "take a struct with a member for" "each field, or form_data"
#include <hyper/routing/form.hpp>
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct order {
  int count;
};
#ifdef COMPILE_FAIL
std::string add(form<int> count) { return std::to_string(*count); }
#else
std::string add(form<order> in) { return std::to_string(in->count); }
#endif

using shop = routes<route<"POST /orders", add>>;
void serve(exchange& with) { shop::handle(with); }
