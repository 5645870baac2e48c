<?php

declare(strict_types=1);

namespace Shop\Accounting;

use DateTimeImmutable;
use InvalidArgumentException;

/**
 * Bookings of one account, in the order of their dates.
 *
 * Amounts are whole cents: sums of decimals drift.
 */
final class Ledger
{
    /** @var list<array{date: DateTimeImmutable, cents: int, text: string}> */
    private array $bookings = [];

    public function __construct(private readonly string $account, private int $limit = 0)
    {
        if ($limit < 0) {
            throw new InvalidArgumentException("An overdraft of $limit cents is none");
        }
    }

    public function book(DateTimeImmutable $date, int $cents, string $text): void
    {
        if ($this->balance() + $cents < -$this->limit) {
            throw new Overdrawn($this->account, $cents);
        }
        $this->bookings[] = compact('date', 'cents', 'text');
        usort($this->bookings, fn(array $a, array $b) => $a['date'] <=> $b['date']);
    }

    public function balance(?DateTimeImmutable $until = null): int
    {
        $sum = 0;
        foreach ($this->bookings as ['date' => $date, 'cents' => $cents]) {
            if ($until !== null && $date > $until) {
                break;
            }
            $sum += $cents;
        }

        return $sum;
    }

    /** What came in and went out, by month: `['2024-05' => [in, out]]`. */
    public function months(): array
    {
        $months = [];
        foreach ($this->bookings as $booking) {
            $month = $booking['date']->format('Y-m');
            [$in, $out] = $months[$month] ?? [0, 0];
            $months[$month] = $booking['cents'] > 0
                ? [$in + $booking['cents'], $out]
                : [$in, $out - $booking['cents']];
        }

        return $months;
    }
}
