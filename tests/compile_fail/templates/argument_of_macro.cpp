// error: template_argument_is_wrong "home.html" 1 36 "m" "has no argument" "b"
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
      {"home.html", "{% macro m(a) %}{% endmacro %}{{ m(b=1) }}"},
#else
      {"home.html", "{% macro m(a) %}{% endmacro %}{{ m(a=1) }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
