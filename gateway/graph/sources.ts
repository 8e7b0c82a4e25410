import type { Source } from '../../core/platform/read/source.js';

export type Sources = ReadonlyMap<string, Source<{ id: string }>>;
