// error: type_has_no_template_form handle "make it an aggregate struct, a" "text_value or a
// container"
#include <hyper/templates/view.hpp>

class handle {
 public:
  explicit handle(int number) : number_(number) {}

 private:
  int number_;
};
struct page {
  int number;
};

void show() {
#ifdef COMPILE_FAIL
  handle const shown(1);
#else
  page const shown{1};
#endif
  (void)hyper::template_view(shown);
}
