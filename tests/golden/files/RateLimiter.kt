package net.example.limits

import java.time.Clock
import java.time.Duration
import java.time.Instant

/**
 * Lets through at most [capacity] calls at once, and one more for each [interval] that has passed.
 *
 * A caller that is turned away may ask [waiting] how long it has to wait.
 */
class RateLimiter(
    private val capacity: Int,
    private val interval: Duration,
    private val clock: Clock = Clock.systemUTC(),
) {
    private var tokens = capacity
    private var filled: Instant = clock.instant()

    init {
        require(capacity > 0) { "a capacity of $capacity lets nothing through" }
        require(!interval.isZero && !interval.isNegative) { "the interval must be positive" }
    }

    /** Takes a token if there is one. */
    @Synchronized
    fun tryAcquire(): Boolean {
        refill()
        if (tokens == 0) return false
        tokens--
        return true
    }

    /** How long it is until the next token, or nothing where there is one. */
    @Synchronized
    fun waiting(): Duration {
        refill()
        return when {
            tokens > 0 -> Duration.ZERO
            else -> Duration.between(clock.instant(), filled.plus(interval))
        }
    }

    private fun refill() {
        val passed = Duration.between(filled, clock.instant()).dividedBy(interval)
        if (passed <= 0) return
        tokens = minOf(capacity.toLong(), tokens + passed).toInt()
        filled = filled.plus(interval.multipliedBy(passed))
    }
}

/** Calls [block] only if the limiter lets it through; `null` otherwise. */
inline fun <T> RateLimiter.limited(block: () -> T): T? = if (tryAcquire()) block() else null
