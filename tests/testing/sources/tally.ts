// Counts words: the shortest program that has a bit of everything.
"use strict";
import fs from "fs";
import type { Word } from "./word";
import path = require("path");

declare const limit: number;
declare function spelt(word: Word): string;

type Spelling<T> = T extends string ? `${T}!` : never;
type Entry = { readonly word: Word; times?: number };
enum Order { Rising = 1, Falling }

export interface Counter<T = Word> extends Iterable<T> {
  total: number;
  add(times: number, ...rest: T[]): number;
}

/** How often each word occurs, é and all. */
export abstract class Tally implements Counter<number> {
  total = 0;
  private static readonly table: number[] = [1, 2, 3];

  constructor(protected readonly order: Order, public name?: string) {}

  get sum(): number { return this.total; }
  getTotal(): number { return this.total; }
  abstract words(): Entry[];

  add(times: number, ...rest: number[]): number {
    console.assert(times > 0);
    let sum = 0;
    outer: for (let i = 0; i < times; i++) {
      sum += Tally.table[i % 3]! * 2;
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

namespace Words {
  export const twice = <T extends number>(x: T) => (x as number) * 2;
}
function one(): number { return 1; }
function isWord(a: unknown): a is Word { return typeof a === "string"; }
const { a, b: [c] }: { a: any; b: RegExp[] } = { a: 1, b: [/re+/g] };

test("one", () => { expect(one()).toBe(1); assert.equal<number>(1, one()); });

@Counted({ every: `${path.sep}` })
class Whole extends Tally { words(): Entry[] { return []; } }

var tally = new Whole(Order.Rising satisfies Order, <any>c);
while (tally.sum < limit) { tally.add(Words.twice(a)); }
console.log(tally.getTotal(), 'ok', fs);
