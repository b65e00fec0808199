// error: template_is_not_embedded "home.html" 1 12 "bas.html" "did you mean" "base.html"
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
      {"home.html", "{% extends 'bas.html' %}"},
#else
      {"base.html", ""},
      {"home.html", "{% extends 'base.html' %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
