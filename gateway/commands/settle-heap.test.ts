import { describe, expect, test } from '@jest/globals';
import { quietLook } from './settle-heap.js';

describe('The heap of the server', () => {
  function heap() {
    const state = { busy: 0.9, bytes: 300, settled: 0 };
    const look = quietLook({
      busy: () => state.busy,
      heapBytes: () => state.bytes,
      settle: () => {
        state.settled++;
        state.bytes = 100;
      },
    });
    look();
    return { state, look };
  }

  test('is settled once when the server is ready, however busy starting up was', () => {
    expect(heap().state).toMatchObject({ settled: 1, bytes: 100 });
  });

  test('stays as it is while requests come, however large it grows', () => {
    const { state, look } = heap();
    Object.assign(state, { busy: 0.5, bytes: 900 });
    look();
    expect(state.settled).toBe(1);
  });

  test('stays as it is in a quiet time that made little garbage', () => {
    const { state, look } = heap();
    Object.assign(state, { busy: 0.01, bytes: 149 });
    look();
    expect(state.settled).toBe(1);
  });

  test('is settled again, once, when a busy time is over', () => {
    const { state, look } = heap();
    Object.assign(state, { busy: 0.5, bytes: 400 });
    look();
    state.busy = 0.01;
    look();
    look();
    expect(state).toMatchObject({ settled: 2, bytes: 100 });
  });
});
