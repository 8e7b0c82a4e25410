import DataLoader from 'dataloader';

/**
 * The loaders of one request: made on first use under a key, so that everything asked for in one
 * tick of a level goes in one statement.
 */
export class Loaders {
  readonly #noted = new Map<object, (readonly { readonly id: string }[])[]>();
  readonly #byOwner = new Map<object, Map<string, DataLoader<string, unknown>>>();

  /** `owner` and `key` name the batch; `load` answers the ids in their order. */
  batch<T>(
    owner: object,
    key: string,
    load: (ids: readonly string[]) => Promise<readonly (T | Error)[]>,
  ): DataLoader<string, T> {
    let loaders = this.#byOwner.get(owner);
    if (loaders === undefined) {
      loaders = new Map();
      this.#byOwner.set(owner, loaders);
    }
    let loader = loaders.get(key);
    if (loader === undefined) {
      loader = new DataLoader<string, unknown>(load, { maxBatchSize: 1_000 });
      loaders.set(key, loader);
    }
    return loader as DataLoader<string, T>;
  }

  /** Rows that a list has read, for whoever asks for one of them by its id later in the request. */
  note(owner: object, rows: readonly { readonly id: string }[]): void {
    const noted = this.#noted.get(owner);
    if (noted === undefined) this.#noted.set(owner, [rows]);
    else noted.push(rows);
  }

  /** The noted rows by their ids; looked up only when somebody asks, since most requests do not. */
  noted<T extends { readonly id: string }>(owner: object): ReadonlyMap<string, T> {
    const all = (this.#noted.get(owner) ?? []).flat() as unknown as T[];
    return new Map(all.map((row) => [row.id, row]));
  }

  /** After a write in this request, what was read before it is stale. */
  clear(): void {
    this.#noted.clear();
    this.#byOwner.clear();
  }
}
