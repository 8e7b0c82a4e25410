import type { ExecutionResult } from 'graphql';
import type { EventHub, Signal } from '../../core/platform/events/hub.js';

export interface EventMapping<Event> {
  value(event: Event): Promise<ExecutionResult>;
  /** The last result of a source that failed. */
  failure(error: unknown): ExecutionResult;
  /** Called once when nobody reads any more, before the source is told. */
  end(): void;
}

/**
 * The results of a stream of events. Not an async generator: its `return` would wait for the event
 * that is awaited, so a client that leaves would be held until something happens.
 */
export function mapped<Event>(
  source: AsyncIterable<Event>,
  mapping: EventMapping<Event>,
): AsyncGenerator<ExecutionResult, void, void> {
  const events = source[Symbol.asyncIterator]();
  let ended = false;
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    if (!ended) {
      ended = true;
      mapping.end();
      // Not awaited: a generator that waits for something else answers when that has come.
      Promise.resolve(events.return?.()).catch(() => undefined);
    }
    return { done: true, value: undefined };
  };
  const stream: AsyncGenerator<ExecutionResult, void, void> = {
    next: async () => {
      if (ended) return { done: true, value: undefined };
      try {
        const { done, value } = await events.next();
        if (done === true) return await end();
        return { done: false, value: await mapping.value(value) };
      } catch (error) {
        await end();
        return { done: false, value: mapping.failure(error) };
      }
    },
    return: end,
    throw: async (error: unknown) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => stream,
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
  return stream;
}

/**
 * A hub for one subscription, whose readers end with it. A resolver is mostly an async generator
 * that awaits the next signal; told to return it would go on waiting until one came.
 */
export function endingHub(hub: EventHub): { readonly hub: EventHub; end(): void } {
  const readers: AsyncIterableIterator<Signal>[] = [];
  let ended = false;
  return {
    hub: {
      wake: () => hub.wake(),
      listen: (test) => {
        const reader = hub.listen(test);
        readers.push(reader);
        // It began to listen only after its subscriber had left.
        if (ended) void reader.return?.();
        return reader;
      },
    },
    end: () => {
      ended = true;
      for (const reader of readers.splice(0)) void reader.return?.();
    },
  };
}
