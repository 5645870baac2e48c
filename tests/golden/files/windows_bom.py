"""Naïve prime sieve, saved by an editor on Windows."""
import math


def primes(limit):
    sieve = [True] * (limit + 1)
    sieve[0:2] = [False, False]
    for number in range(2, math.isqrt(limit) + 1):
        if sieve[number]:
            for multiple in range(number * number, limit + 1, number):
                sieve[multiple] = False
    return [number for number, is_prime in enumerate(sieve) if is_prime]


def twins(limit):
    found = primes(limit)
    return [(a, b) for a, b in zip(found, found[1:]) if b - a == 2]
