/* Counts words: the shortest program that has a bit of everything. */
#include <assert.h>
#include <stdio.h>
#pragma once
#define LIMIT 10

struct tally {
    int total;
    const char *name;
};

enum side { LEFT = 1, RIGHT };

static const int table[] = {1, 2, 3};

int total_of(struct tally *tally) { return tally->total; }

int one(void) { return 1; }

// Adds what is there, é and all.
static int add(struct tally *tally, int times)
{
    int i, sum = 0;
    assert(times > 0);
    for (i = 0; i < times; i++) {
        sum += table[i % 3] * 2;
        if (sum > LIMIT)
            goto out;
    }
    switch (sum) {
    case 1:
        break;
    default:
        sum = sum ? sum : 0;
    }
out:
    tally->total = sum;
    return sum;
}

int main(int argc, char **argv)
{
    struct tally tally = {0, "tally"};
    while (argc-- > 0)
        add(&tally, argc);
    printf("%d %s\n", tally.total, argv[0]);
    return 0;
}
