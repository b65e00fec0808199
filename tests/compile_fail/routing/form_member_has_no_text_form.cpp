// error: form_member_has_no_text_form order "where" point "take a number, a text, an enum," "a
// value type, or an upload"
#include <hyper/routing/form.hpp>
#include <hyper/routing/router.hpp>
#include <string>

using namespace hyper;

struct point {
  int x;
  int y;
};
struct order {
  std::string name;
#ifdef COMPILE_FAIL
  point where;
#else
  int x;
#endif
};
std::string add(form<order> in) { return in->name; }

using shop = routes<route<"POST /orders", add>>;
void serve(exchange& with) { shop::handle(with); }
