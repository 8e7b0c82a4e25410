import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../../platform/context.js';
import type { DimonaPort } from './dimona.port.js';
import { dimonaClient, keyFromFile } from './dimona-client.js';
import { type Declared, dimonaSimulator, type SimulatorMemory } from './simulator.js';

/**
 * The service of the configuration; without one a simulator, except in production, where nothing is
 * declared rather than a pretence: null.
 */
export async function openDimona({
  config,
  clock,
}: Pick<Platform, 'config' | 'clock'>): Promise<DimonaPort | null> {
  const { dimonaUrl, dimonaTokenUrl, dimonaClientId, dimonaKeyFile } = config;
  if (dimonaUrl && dimonaTokenUrl && dimonaClientId && dimonaKeyFile) {
    return dimonaClient({
      ...{ url: dimonaUrl, tokenUrl: dimonaTokenUrl, clientId: dimonaClientId, clock },
      privateKey: keyFromFile(dimonaKeyFile),
      fetch: (request) => fetch(request),
    });
  }
  if (config.environment === 'production') return null;
  return dimonaClient({ ...(await dimonaSimulator(clock, memoryIn(config.dataDir))), clock });
}

/** One line a declaration; a torn last line, of a process that was killed, is left out. */
function memoryIn(dataDir: string): SimulatorMemory {
  const file = join(dataDir, 'dimona-simulator.jsonl');
  return {
    load: async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.split('\n').flatMap((line) => {
        try {
          return line === '' ? [] : [JSON.parse(line) as Declared];
        } catch {
          return [];
        }
      });
    },
    add: async (declared) => {
      await mkdir(dataDir, { recursive: true });
      await appendFile(file, `${JSON.stringify(declared)}\n`);
    },
  };
}
