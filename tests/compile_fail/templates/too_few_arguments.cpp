// error: template_argument_is_wrong "home.html" 1 10 "replace" "needs more arguments"
#include <hyper/templates/render.hpp>

struct person {
  std::string name;
};
struct page {
  std::string title;
  std::vector<person> people;
};
struct pages {
  static constexpr hyper::embedded_template all[] = {
#ifdef COMPILE_FAIL
      {"home.html", "{{ title|replace('a') }}"},
#else
      {"home.html", "{{ title|replace('a', 'b') }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
