// error: template_cannot_be_read "home.html" 1 4 "Encountered unknown tag endfo"
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
      {"home.html", "{% endfo p in people %}{% endfor %}"},
#else
      {"home.html", "{% for p in people %}{% endfor %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
