import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';

/**
 * A stack with the places of the sources where it names compiled files. A map is read when a stack
 * that is written names its file: `node --enable-source-maps` reads that of every module as it is
 * loaded, and keeps them, some 12 MiB in a server.
 */
export const inSources = (stack: string): string =>
  stack.replace(compiledPlaces, (place, file: string, line: string, column: string) => {
    const found = mapOf(file)?.findOrigin(Number(line), Number(column));
    if (found === undefined || !('fileName' in found) || found.fileName === undefined) return place;
    return `${found.fileName}:${found.lineNumber}:${found.columnNumber}`;
  });

const compiledPlaces = /(file:\/\/[^\s()]+\/dist\/[^\s()]+\.js):(\d+):(\d+)/g;

/** Those of the files that stacks named last: an error seldom comes alone. */
const maps = new LRUCache<string, { readonly map: SourceMap | undefined }>({ max: 32 });

function mapOf(file: string): SourceMap | undefined {
  const known = maps.get(file) ?? { map: readMap(file) };
  maps.set(file, known);
  return known.map;
}

/** Without one, or with one that is no map, a place stays as it is: the stack is what matters. */
function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(file)}.map`, 'utf8')));
  } catch {
    return undefined;
  }
}
