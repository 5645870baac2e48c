#!/usr/bin/env ruby
# frozen_string_literal: true

# Counts words: the shortest program that has a bit of everything.

require "set"
require_relative "words" if ARGV.include?("--words")

LIMIT = 10 # words that are shown
NAMES = { "a" => 1, b: 2, c: nil }.freeze
Pair = Struct.new(:word, :count) do
  def to_s = "#{word}: #{count}"
end

# How often each word occurs.
module Counting
  class Tally
    include Enumerable
    attr_reader :words, :total

    KINDS = %w[rare common].freeze
    @@tallies = 0

    def initialize(words = [], *more, limit: LIMIT, **rest, &block)
      @words = Hash.new(0)
      @total = 0
      (words + more).each { |word| add(word, 1) }
      @@tallies += 1
    end

    def most
      @words
    end

    def most=(words)
      @words = words
    end

    def self.empty
      return new
    end

    def add(word, times)
      raise ArgumentError, "é" unless times > 0

      for _ in 1..times do @words[word] += 1 end
      @total += times
      first, (second, *last) = NAMES.to_a
      case word
      when "a", :b then first
      else second ? last : -times
      end
      return nil if word.nil?
      @words[word] * 2
    end

    def kind(word)
      case { word:, count: @words[word] }
      in { word: String => name, count: 0 | 1 } if name then KINDS[0]
      in { count: Integer }
        KINDS[1]
      end
    rescue KeyError => e
      warn e.message
      retry if (@total -= 1) > 0
    ensure
      flush
    end

    def each(&) = @words.each(&)

    private

    def flush; end
  end
end

tally = Counting::Tally.new(ARGF.read.split(/\s+/))
tally.add("c", 1) while tally.total < LIMIT
until tally.total >= LIMIT
  tally.add "d", 2
end
puts <<~TEXT
  #{tally.most}
TEXT
$stdout.puts ->(x, y = 1) { x + y }.call(1), 'ok', 1.5, ?c, `true`
assert_equal 1, tally.add("e", 1)
expect(tally.total).to be > 1

__END__
what stands here is data
