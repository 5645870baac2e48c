#!/usr/bin/swift
// Counts words: the shortest program that has a bit of everything.
import Foundation
@testable import struct Words.Word

#if DEBUG
let verbose = true
#endif

/* What can be added to, é and all. */
protocol Adding {
    var total: Int { get }
    func add(_ times: Int) -> Int
}

/// How often each word occurs.
public final class Tally: Adding {
    static let table = [1, 2, 3]
    private(set) var total = 0
    weak var parent: Tally?
    let title = NSLocalizedString("tally", comment: "")

    init(total: Int) {
        super.init()
        self.total = total
    }

    deinit { print("gone") }

    func getTotal() -> Int { return total }
    func isEmpty() -> Bool { total == 0 }

    @discardableResult
    func add(_ times: Int) -> Int {
        assert(times > 0)
        var sum: Int
        sum = -total
        outer: for i in 0..<times where i != 3 {
            sum += Tally.table[i % 3] * 0x2
            if sum > 10 { break outer } else if sum < 0 { continue }
        }
        guard let parent else { return sum }
        switch sum {
        case 1, 2: break
        case let x where x > 1_000: sum = x > 2 ? 1 : 0
        default: sum = parent.total ?? 0
        }
        while sum < 0b1 { sum += 1 }
        repeat { sum -= 0o1 } while sum > 1
        do { try parent.save() } catch { NSLog("\(error) \(#"raw"#)") }
        return sum
    }
}

enum Kind: String { case word, mark = "!" }
macro twice(_ x: Int) -> Int = #externalMacro(module: "M", type: "T")
let twice = { (x: Int) -> Int in x * 2 }
let names: [String: Double] = ["one": 1.5]

@main
struct Main {
    static func main() {
        let (a, b) = (1, """
            two
            """)
        let tally = Tally(total: a)
        tally.add(twice(a))
        XCTAssertEqual(tally.getTotal(), 2)
        debugPrint(b, names.map { $0.key })
    }
}
