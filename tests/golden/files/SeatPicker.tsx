import { useMemo, useState } from 'react';

interface Seat {
  row: number;
  label: string;
  taken: boolean;
}

interface SeatPickerProps {
  seats: readonly Seat[];
  limit?: number;
  onPick: (labels: string[]) => void;
}

/** Rows of seats, of which at most `limit` can be picked. */
export function SeatPicker({ seats, limit = 4, onPick }: SeatPickerProps): JSX.Element {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const found = new Map<number, Seat[]>();
    for (const seat of seats) found.set(seat.row, [...(found.get(seat.row) ?? []), seat]);
    return [...found].sort(([a], [b]) => a - b);
  }, [seats]);

  function toggle(label: string): void {
    const next = new Set(picked);
    if (!next.delete(label) && next.size < limit) next.add(label);
    setPicked(next);
    onPick([...next]);
  }

  return (
    <div role="grid" aria-label={`Pick up to ${limit} seats`}>
      {rows.map(([row, inRow]) => (
        <div role="row" key={row}>
          {inRow.map(({ label, taken }) => (
            <button
              key={label}
              disabled={taken}
              aria-pressed={picked.has(label)}
              onClick={() => toggle(label)}
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
