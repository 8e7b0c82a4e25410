import { setTimeout as pause } from 'node:timers/promises';
import type { BackgroundWork } from '../domain.js';

/**
 * Under load every request wakes all background work, and most of it finds nothing: it looks ten
 * times a second at most. What somebody watches, an event or a step, may ask for a shorter rest.
 */
const usualRestMs = 100;
/** Forty looks a second: nobody sees a step or an event come later than at once. */
export const shortRestMs = 25;

/**
 * Does some work now when woken, and every so often in case a wake was missed (another server's, or
 * one before a crash). One run at a time, and a rest after it; wakes until then cause one more.
 */
export function repeat(
  everyMs: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
  restMs: number = usualRestMs,
): BackgroundWork {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const run = async () => {
    do {
      again = false;
      await work().catch(failed);
      await pause(restMs);
    } while (again && !stopped);
    running = undefined;
  };
  const wake = () => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  const timer = setInterval(wake, everyMs);
  timer.unref();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
