int main() {}
// runner: the first line must be .// error:
