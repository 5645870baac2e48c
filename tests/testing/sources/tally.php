<?php // Counts words: the shortest program that has a bit of everything.

declare(strict_types=1);

namespace Words;

use Countable;
use function strtolower as lower;

defined('APP') || exit('Not alone');
require_once __DIR__ . '/counter.php';
const LIMIT = 10;
define('SIDES', 2);

/** How often each word occurs, é and all. */
abstract class Tally implements Countable
{
    use Named;

    private const TABLE = [1, 2, 3];
    protected int $total = 0;

    public function __construct(private readonly string $name = 'tally') { }

    abstract public function words(string ...$words): array;

    public function getTotal(): int { return $this->total; }

    public function setTotal(int $total): static
    {
        $this->total = $total;
        return $this;
    }

    # Adds what was found.
    public function add(int $times, array $rest): ?int
    {
        assert($times > 0);
        $sum = 0;
        for ($i = 0; $i < $times; $i++) {
            $sum += self::TABLE[$i % 3] * 2;
            if ($sum > LIMIT) {
                goto done;
            } elseif (!$sum) {
                continue;
            }
        }
        done:
        foreach ($rest as $key => $each) {
            $sum -= (int) $each;
        }
        while ($sum > 100) { $sum = $sum ?: null ?? 1; }
        switch ($sum) { case 1: break; default: $sum = -1; }
        return match (true) { $sum > 0 => $sum, default => null };
    }
}

enum Side: string { case Left = 'l'; case Right = 'r'; }
interface Counter { public function count(): int; }

function one(): int { return 1; }
$twice = function (int $x) use (&$twice) { return; };
[$a, 'b' => $b] = array_map(fn($x) => $x ** 2.5, ['b' => 0x1F]);

class TallyTest
{
    public function testOne(): void
    {
        $this->assertSame(1, one());
        try { throw new \Exception("no {$this->name}"); } catch (\Exception $e) { print_r($e); }
    }
}

$text = <<<TEXT
    Tally of $a
    TEXT;
?>
<h1>Tally</h1>
<?php if ($a): ?>
  <p class="sum"><?= htmlspecialchars($text) ?></p>
<?php endif; ?>
<!-- the end -->
<?php echo lower($text), PHP_EOL;
