// error: template_is_not_embedded "hom.html" 0 0 "did you mean" "home.html"
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
      {"home.html", "{{ title }}"},
  };
};

#ifdef COMPILE_FAIL
std::string home(page const& shown) { return hyper::render<"hom.html", pages>(shown); }
#else
std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
#endif
