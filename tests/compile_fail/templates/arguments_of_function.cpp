// error: template_argument_is_wrong "home.html" 1 4 "twice" "needs more arguments"
#include <hyper/templates/render.hpp>

struct page {
  int count;
};
int twice(int number) { return 2 * number; }
struct pages {
  using extensions = hyper::template_extensions<hyper::template_global<"twice", twice>>;
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ twice() }}"},
#else
      {"home.html", "{{ twice(count) }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
