/** Readers of a stream of signals; each has a queue of its own with a bound. */
export class Subscriptions<T> {
  readonly #readers = new Set<Reader<T>>();

  publish(signal: T): void {
    for (const reader of this.#readers) if (reader.test(signal)) reader.push(signal);
  }

  subscribe(test: (signal: T) => boolean): AsyncIterableIterator<T> {
    const reader = new Reader<T>(test, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader;
  }

  close(): void {
    for (const reader of [...this.#readers]) void reader.return();
  }
}

/** A reader that falls behind by this many signals is ended rather than filling the memory. */
const backlogLimit = 1_000;

class Reader<T> implements AsyncIterableIterator<T> {
  readonly #backlog: T[] = [];
  readonly #waiting: ((result: IteratorResult<T>) => void)[] = [];
  #ended = false;

  constructor(
    readonly test: (signal: T) => boolean,
    private readonly leave: () => void,
  ) {}

  push(signal: T): void {
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) {
      waiting({ value: signal, done: false });
      return;
    }
    this.#backlog.push(signal);
    if (this.#backlog.length > backlogLimit) void this.return();
  }

  async next(): Promise<IteratorResult<T>> {
    const signal = this.#backlog.shift();
    if (signal !== undefined) return { value: signal, done: false };
    if (this.#ended) return { value: undefined, done: true };
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async return(): Promise<IteratorResult<T>> {
    this.#ended = true;
    this.leave();
    for (const waiting of this.#waiting.splice(0)) waiting({ value: undefined, done: true });
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return this;
  }
}
