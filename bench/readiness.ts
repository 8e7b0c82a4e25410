import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
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
  const main = fileURLToPath(new URL('../gateway/main.js', import.meta.url));
  const server = spawn(process.execPath, [main, 'start'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
      createInterface({ input: server.stdout }).on('line', (line) => {
        if (line.includes('ready')) resolve();
      });
    });
    const tookMs = performance.now() - startedAt;
    return { tookMs, memoryMiB: await settledMemoryMiB(server.pid as number) };
  } finally {
    await new Promise((resolve) => {
      server.once('exit', resolve);
      server.kill('SIGTERM');
    });
  }
}

/** Resident memory as the kernel counts it, half a minute's garbage collected or not. */
async function settledMemoryMiB(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}
