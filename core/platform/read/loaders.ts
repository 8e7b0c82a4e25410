import DataLoader from 'dataloader';

/**
 * The loaders of one request: made on first use under a key, so that everything asked for in one
 * tick of a level goes in one statement.
 */
export class Loaders {
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

  /** After a write in this request, what was read before it is stale. */
  clear(): void {
    this.#byOwner.clear();
  }
}
