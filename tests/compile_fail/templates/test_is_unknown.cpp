// error: template_test_is_unknown "home.html" 1 16 "defind" "did you mean" "defined"
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
      {"home.html", "{% if title is defind %}{% endif %}"},
#else
      {"home.html", "{% if title is defined %}{% endif %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
