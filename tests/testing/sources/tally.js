// Counts words: the shortest program that has a bit of everything.
"use strict";
import fs from "fs";
const path = require("path");

/** How often each word occurs, é and all. */
export class Tally {
  total = 0;
  static table = [1, 2, 3];

  get sum() { return this.total; }
  getTotal() { return this.total; }

  add(times, ...rest) {
    console.assert(times > 0);
    let sum = 0;
    outer: for (let i = 0; i < times; i++) {
      sum += Tally.table[i % 3] * 2;
      if (sum > 10) break outer;
    }
    for (const each of rest) sum -= each;
    switch (sum) {
      case 1: break;
      default: sum = sum > 0 ? sum : 0;
    }
    this.total = sum;
    return sum;
  }
}

function one() { return 1; }
const twice = (x) => x * 2;
const { a, b: [c] } = { a: 1, b: [/re+/g, `${path.sep}`] };

test("one", () => { expect(one()).toBe(1); assert.equal(1, one()); });

var tally = new Tally();
while (tally.sum < 1) { tally.add(twice(a), c); }
console.log(tally.getTotal(), 'ok', fs);
