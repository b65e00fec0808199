// error: whatever
// runner: the mistake compiles

int main() {}
