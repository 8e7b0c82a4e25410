import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from './servers.js';
import type { Readiness } from './table.js';

/** `npm start` twice on a folder of its own: from nothing, and on the data that this left. */
export async function measureReadiness(folder: string): Promise<Readiness> {
  const dataDir = join(folder, 'readiness');
  const first = await timedStart(dataDir);
  const second = await timedStart(dataDir);
  return {
    fromNothingMs: first.tookMs,
    onExistingDataMs: second.tookMs,
    idleMemoryMiB: second.memoryMiB,
  };
}

async function timedStart(dataDir: string): Promise<{ tookMs: number; memoryMiB: number }> {
  const startedAt = performance.now();
  const server = await serve('gateway/main.js', ['start'], /ready in .* at (http:\S+)/, {
    ...{ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' },
  });
  try {
    const tookMs = performance.now() - startedAt;
    return { tookMs, memoryMiB: await settledMemoryMiB(server.process.pid as number) };
  } finally {
    await server.stop();
  }
}

/** Resident memory as the kernel counts it, after the connections of the start have come to rest. */
async function settledMemoryMiB(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}
