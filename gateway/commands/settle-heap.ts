import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * When the server gives memory back. V8 by itself does so after a pause of some seconds, and throws
 * the compiled code away with it: the next ten thousand requests then take 1.6 times as long, and
 * pauses are what an API mostly has. So `npm start` tells V8 not to (`--no-memory-reducer`, read
 * only when a process begins, as is `MALLOC_ARENA_MAX`: without that bound each thread keeps pages
 * of its own), and the heap is settled here: once when ready, since building
 * schemas and seeding make several times the garbage of what stays, and again whenever a busy time
 * is over for good.
 */
export function settleWhenQuiet(): Stopping {
  const look = quietLook({
    settle: settleHeap,
    heapBytes: () => getHeapStatistics().total_heap_size,
    busy: busySinceLast(),
  });
  look();
  const timer = setInterval(look, quietMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** One look: settles a heap that has grown while the server has next to nothing to do. */
export function quietLook({ settle, heapBytes, busy }: HeapView): () => void {
  let settledBytes = 0;
  return () => {
    const quiet = busy() < quietShare;
    if (settledBytes !== 0 && !(quiet && heapBytes() > settledBytes * growth)) return;
    settle();
    settledBytes = heapBytes();
  };
}

export interface HeapView {
  settle(): void;
  /** What the heap takes from the machine, used or not. */
  heapBytes(): number;
  /** The share of the time since it was last asked that the event loop worked, from 0 to 1. */
  busy(): number;
}

export interface Stopping {
  stop(): void;
}

const quietMs = 5 * 60_000;
/** Below this there are background looks and a request now and then. */
const quietShare = 0.1;
/** A heap of less than this times its settled size has little to give back. */
const growth = 1.5;

function busySinceLast(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

function settleHeap(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (how: object) => void;
  for (let i = 0; i < passes; i++) {
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }
}

/**
 * Each collects twice. Code that only starting up ran is let go of when it has outlived six
 * collections, and this is one more; each further one would make the server ready later for nothing.
 */
const passes = 3;
