// Counts words: the shortest program that has a bit of everything.
#include <cassert>
#include <iostream>
#include <vector>
#pragma once
#define LIMIT 10
using namespace std;

namespace words {
enum class Side { Left = 1, Right };

template <typename T> class Tally {
  public:
    int total = 0;
    explicit Tally(const T &name) : name_(name) {}
    const T &name() const { return name_; }
    int one() const { return 1; }

    int add(int times) {
        assert(times > 0);
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += table[i % 3] * 2;
            if (sum > LIMIT)
                goto out;
        }
        for (auto &each : table)
            sum -= each;
        try {
            total = sum ? sum : 0;
        } catch (const exception &error) {
            throw;
        }
    out:
        return sum;
    }

  private:
    T name_;
    vector<int> table = {1, 2, 3};
};
} // namespace words

int main(int argc, char **argv) {
    words::Tally<string> tally("é");
    auto twice = [](int x) { return x * 2; };
    while (argc-- > 0)
        tally.add(twice(argc));
    std::cout << tally.name() << R"(raw)" << endl;
    printf("%d\n", 'c');
    return 0;
}
