// error: template_needs_the_live_renderer "home.html" 1 4 "include needs literal names in"
// "compiled templates"
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
      {"base.html", ""},
      {"home.html", "{% include title %}"},
#else
      {"base.html", ""},
      {"home.html", "{% include 'base.html' %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
