#!/usr/bin/env lua
-- Counts words: the shortest program that has a bit of everything.
local path = require "path"
local json = require("json").new()

--[[ How often each word occurs, é and all. ]]
local Tally = { total = 0, steps = { 1, 2, 3 }, ["name"] = "tally" }
Tally.__index = Tally

function Tally.new() return setmetatable({}, Tally) end
function Tally:sum() return self.total end
function Tally:reset(total) self.total = total end

function Tally:add(times, ...)
  assert(times > 0)
  local sum
  local limit <const> = 10
  for i = 1, times do
    sum = (sum or 0) + self.steps[i % 3 + 1] * 2
    if sum > limit then break elseif sum < 0 then goto done end
  end
  for _, each in ipairs({ ... }) do sum = sum - #each end
  ::done::
  repeat sum = sum // 1 until true
  self.total = sum
  return sum
end

Tally.twice = function(x) return x * 2 end
local labels = {}
labels["one"] = "eins"
labels["two"] = "zwei"

local function show(tally)
  while tally:sum() < 1 do tally:add(2, "a", [==[b ]] c]==]) end
  io.write(tally:sum(), ' ok\n')
  print(json, path, labels)
end

assert.are.equal(2, Tally.twice(1))
show(Tally.new())
return Tally
