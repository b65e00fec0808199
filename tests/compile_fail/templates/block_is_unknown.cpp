// error: template_block_is_unknown "home.html" 1 29 "contnet" "no template above has it. Near:"
// "content"
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
      {"base.html", "{% block content %}{% endblock %}"},
      {"home.html", "{% extends 'base.html' %}{% block contnet %}{% endblock %}"},
#else
      {"base.html", "{% block content %}{% endblock %}"},
      {"home.html", "{% extends 'base.html' %}{% block content %}{% endblock %}"},
#endif
  };
};

std::string home(page const& shown) { return hyper::render<"home.html", pages>(shown); }
