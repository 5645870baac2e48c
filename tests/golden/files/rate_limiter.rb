# frozen_string_literal: true

require "monitor"

# A token bucket: so many calls in a second, and a burst of them at once.
class RateLimiter
  Denied = Class.new(StandardError)

  attr_reader :rate, :burst

  # rate is in tokens per second; burst is the most that can be saved up.
  def initialize(rate:, burst: rate, clock: -> { Process.clock_gettime(Process::CLOCK_MONOTONIC) })
    raise ArgumentError, "rate must be positive, not #{rate}" unless rate.positive?

    @rate = rate
    @burst = burst
    @clock = clock
    @tokens = burst.to_f
    @seen = clock.call
    @lock = Monitor.new
  end

  # Takes tokens if there are as many, and says whether it did.
  def take(count = 1)
    @lock.synchronize do
      refill
      next false if count > @tokens

      @tokens -= count
      true
    end
  end

  def take!(count = 1)
    take(count) or raise Denied, "no #{count} tokens, only #{@tokens.floor}"
  end

  # Seconds until so many tokens are there; nil if they never will be.
  def wait(count = 1)
    return if count > @burst

    @lock.synchronize do
      refill
      [0.0, (count - @tokens) / @rate].max
    end
  end

  private

  def refill
    now = @clock.call
    @tokens = [@burst, @tokens + (now - @seen) * @rate].min
    @seen = now
  end
end
