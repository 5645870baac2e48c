// Package main counts words: the shortest program that has a bit of everything.
package main

import (
	"fmt"
	"os"
)

//go:generate stringer

// Tally is how often each word occurs, é and all.
type Tally struct {
	total int
	name  string `json:"name"`
}

var table = []int{1, 2, 3}

func (t *Tally) Total() int { return t.total }

func one() int { return 1 }

func (t *Tally) add(times int) (sum int, err error) {
	for i := 0; i < times; i++ {
		sum += table[i%3] * 2
		if sum > 10 {
			goto out
		}
	}
	switch {
	case sum == 1:
		return 0, nil
	default:
		defer fmt.Println("late")
	}
	go one()
out:
	t.total = sum
	return sum, err
}

func TestAdd(t *testing.T) {
	assert.Equal(t, 1, one())
	t.Errorf("%d", 'x')
}

func main() {
	tally := &Tally{name: "tally"}
	if _, err := tally.add(len(os.Args)); err != nil {
		panic(err)
	}
	fmt.Println(tally.Total())
}
