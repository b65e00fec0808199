// error: template_name_is_unknown "home.html" 2 4 "titel" page "did you mean" "title"
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
      {"home.html", "<h1>\n{{ titel }}"},
#else
      {"home.html", "<h1>\n{{ title }}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
