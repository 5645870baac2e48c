/** Calls that come close together, as one. */

export interface Debounced<Arguments extends unknown[]> {
  (...args: Arguments): void;
  /** Calls now, if a call waits. */
  flush(): void;
  cancel(): void;
}

export interface DebounceOptions {
  /** Call at the first of a row of calls, too. */
  leading?: boolean;
  /** Wait no longer than this, however many calls come. In milliseconds. */
  maxWait?: number;
}

type Timer = ReturnType<typeof setTimeout>;

/**
 * A function that calls `callback` once nobody has called it for `wait` milliseconds.
 *
 * The arguments are those of the last call; what `callback` returns is lost.
 */
export function debounce<Arguments extends unknown[]>(
  callback: (...args: Arguments) => void,
  wait: number,
  { leading = false, maxWait = Infinity }: DebounceOptions = {},
): Debounced<Arguments> {
  let timer: Timer | undefined;
  let waiting: Arguments | undefined;
  let since = 0;

  const cancel = (): void => {
    clearTimeout(timer);
    timer = waiting = undefined;
  };
  const flush = (): void => {
    const args = waiting;
    cancel();
    if (args) callback(...args);
  };
  const debounced = (...args: Arguments): void => {
    const now = Date.now();
    const first = timer === undefined;
    if (first) since = now;
    clearTimeout(timer);
    if (first && leading) {
      callback(...args);
    } else {
      waiting = args;
    }
    timer = setTimeout(flush, Math.min(wait, since + maxWait - now));
  };
  return Object.assign(debounced, { flush, cancel });
}
