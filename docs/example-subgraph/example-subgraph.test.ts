import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { conformanceOf } from 'gezel/sdk/testing';

/** The example as it is documented, in a process of its own, seen from outside. */
let child: ChildProcess;
let url = '';
beforeAll(async () => {
  const file = fileURLToPath(new URL('./server.mjs', import.meta.url));
  child = spawn(process.execPath, [file, '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  url = await new Promise((resolve) => lines.once('line', resolve));
});
afterAll(() => void child.kill());

conformanceOf(() => url, { name: 'tool-library', prefix: 'ToolLibrary' });
