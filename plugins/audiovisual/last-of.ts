import type { ClassType, PluginContext } from 'gezel/sdk';

/** Something of a shooting day of which versions follow each other. */
export interface Versioned {
  id: string;
  readonly shootingDayId: string;
  readonly version: number;
}

/** The version that holds. */
export async function lastOf<T extends Versioned>(
  { store }: PluginContext,
  entity: ClassType<T>,
  shootingDayId: string,
): Promise<T | undefined> {
  const where = { shootingDayId } as Parameters<typeof store.find<T>>[1];
  const [last] = await store.find(entity, where, {
    orderBy: { property: 'version', direction: 'desc' },
    limit: 1,
  });
  return last;
}
