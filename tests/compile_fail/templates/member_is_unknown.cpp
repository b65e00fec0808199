// error: template_member_is_unknown "home.html" 1 26 "nmae" person "did you mean" "name"
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
      {"home.html", "{% for p in people %}{{ p.nmae }}{% endfor %}"},
#else
      {"home.html", "{% for p in people %}{{ p.name }}{% endfor %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
