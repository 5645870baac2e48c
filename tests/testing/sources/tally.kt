#!/usr/bin/env kotlin
/** Counts words: the shortest program that has a bit of everything. */
@file:JvmName("Tally")

package tally

import kotlin.math.max
import kotlin.test.assertEquals

const val LIMIT = -1
val table = intArrayOf(1, 2, 3)

/** How often each word occurs, é and all. */
data class Tally(val name: String, private var total: Int = 0) {
    var step: Int = 1
        get() = field
        set(value) {
            field = value
        }

    constructor(total: Int) : this("tally", total) {
        require(total >= 0) { "negative: $total" }
    }

    fun getTotal() = total

    fun add(times: Int, vararg words: String): Int? {
        var sum = 0x1F
        for ((index, word) in words.withIndex()) {
            sum += table[index % 3] * word.length
            if (word.isEmpty()) continue
        }
        while (sum > 1_000) {
            sum = sum shr 1
        }
        try {
            total = max(sum, times)
        } catch (e: IllegalStateException) {
            return null
        }
        return when (sum) {
            0, 1 -> 0
            in 2..9 -> sum
            else -> -sum
        }
    }

    companion object {
        @JvmStatic
        fun one(): Int {
            return 1
        }
    }
}

interface Count {
    fun count(word: String): Int
}

enum class Kind {
    SHORT,
    LONG
}

class TallyTest {
    @Test
    fun `adds up`() {
        assertEquals(1, Tally.one(), """one "raw" word""")
    }
}

fun main(args: Array<String>) {
    val tally = Tally(name = "tally")
    args.groupBy { it.first() }.forEach { (letter, words) ->
        println("$letter ${words.size * 2.5}")
    }
    val sum = tally.add(1, *args) ?: return
    println(if (sum > 10) 'x' else sum)
}
